import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

import { getRequestListener, RequestError } from '@hono/node-server'
import { Hono } from 'hono'

import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Log } from '../telemetry/logger.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import { type Auth, createAuth, LOOPBACK } from './auth/auth.ts'
import type { RequestEnv } from './context.ts'
import { createGracefulShutdown, type GracefulShutdown } from './graceful-shutdown.ts'
import { checkHost } from './middleware/allowed-hosts.ts'
import { checkCsrf } from './middleware/csrf.ts'
import {
  checkIdentity,
  checkMediaType,
  checkMethod,
  checkPath,
  checkShutdown,
  guard,
  kindOf,
} from './middleware/guard.ts'
import { requestLog } from './middleware/request-log.ts'
import { securityHeaders } from './middleware/security-headers.ts'
import { checkStrictHttp } from './middleware/strict-http.ts'
import type { Pages } from './pages/built-page.ts'
import { createRouteTable, type FindResource } from './route-table.ts'
import { addRoutes } from './routes.ts'

export type AppOptions = {
  catalogue: Catalogue
  /** Null if something else serves the page. */
  pages: Pages | null
  log: Log
  version: string
  metrics?: Metrics | undefined
  /** Loopback without sign-in by default. */
  auth?: Auth
}

export type App = {
  /** A request listener for a Node server. */
  listener: (incoming: IncomingMessage, outgoing: ServerResponse) => void
  shutdown: GracefulShutdown
  findResource: FindResource
  /** Host header values that are accepted; none before `open`. */
  hosts(): ReadonlySet<string>
  /** Accepts requests for the address that the server is bound to. */
  open(address: string, port: number): void
}

/** Creates the HTTP app. Every request passes the same chain, read from top to bottom; there is no other way to a route. */
export function createApp(options: AppOptions): App {
  const { catalogue, pages, log, version, metrics } = options
  const auth = options.auth ?? createAuth(LOOPBACK, { log, now: Date.now })
  const shutdown = createGracefulShutdown()
  let hosts: ReadonlySet<string> = new Set()
  const findResource = createRouteTable(pages, auth.signIn !== null)

  const app = new Hono<RequestEnv>()
    .use(requestLog(log))
    .use(shutdown.track)
    .use(securityHeaders(auth.scheme))
    .use(guard((context) => checkStrictHttp(context.get('head'))))
    .use(guard((context) => checkMethod(context.get('head'))))
    .use(guard((context) => checkHost(context.get('head'), hosts)))
    .use(guard((context) => checkPath(context, findResource)))
    .use(guard((context) => checkCsrf(context.get('head'), kindOf(context), auth.scheme)))
    .use(guard((context) => checkIdentity(context, auth)))
    .use(guard((context) => checkMediaType(context.get('head'), kindOf(context))))
    .use(guard((context) => checkShutdown(kindOf(context), shutdown)))
  addRoutes(app, {
    catalogue,
    pages,
    isReady: shutdown.isReady,
    createNonce,
    version,
    metrics,
    scheme: auth.scheme,
    describeSession: auth.describeSession,
    signIn: auth.signIn?.(findResource) ?? null,
  })

  return {
    listener: createListener(app, log),
    shutdown,
    findResource,
    hosts: () => hosts,
    open: (address, port) => {
      hosts = auth.hosts(address, port)
    },
  }
}

/** A stand-in for a request whose target or Host is no valid URL. The checks read the raw head and refuse it. */
function unreadable({ method }: IncomingMessage): Request {
  return new Request('http://localhost/unreadable', { method: method === 'HEAD' ? 'HEAD' : 'GET' })
}

function createListener(app: Hono<RequestEnv>, log: Log): App['listener'] {
  return (incoming, outgoing) => {
    const env = { incoming, outgoing }
    const listener = getRequestListener((request) => app.fetch(request, env), {
      errorHandler: (error) => {
        if (error instanceof RequestError) return app.fetch(unreadable(incoming), env)
        throw error
      },
    })
    listener(incoming, outgoing).catch((cause: unknown) => {
      log.error({ cause }, 'response')
      outgoing.destroy()
    })
  }
}

/** 128 bits, as CSP Level 3 asks for (section 7.1). */
function createNonce(): string {
  return randomBytes(16).toString('base64')
}
