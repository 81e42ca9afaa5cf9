import type { HttpBindings } from '@hono/node-server'
import type { Context as HonoContext, MiddlewareHandler } from 'hono'

import type { FailureCode } from '#contract/failure-codes.ts'

import type { RequestHead } from './request-head.ts'
import type { Resource } from './route-table.ts'

/** What the log says about a request besides its head and status. */
export type Trace = {
  /** Names the request in the log; a failed response carries it too. */
  ref: string
  code?: FailureCode
  /** What was thrown. For the log only. */
  cause?: unknown
}

/** The authenticated sender of a request. */
export type Identity = {
  /** For people and the log; null if the way of signing in does not tell users apart. */
  name: string | null
}

/** What the middleware chain knows about a request. */
export type RequestContext = {
  trace: Trace
  /** As it came in. Checks read this, never the parsed URL. */
  head: RequestHead
  /** Unset until the path was looked up. */
  resource: Resource | undefined
  /** Null on paths that are open to everyone, if the client is not signed in. */
  identity: Identity | null
}

export type RequestEnv = { Bindings: HttpBindings; Variables: RequestContext }
export type Context = HonoContext<RequestEnv>
export type Middleware = MiddlewareHandler<RequestEnv>
