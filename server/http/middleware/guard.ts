import { ownFailure } from '#contract/failures.ts'

import type { Auth } from '../auth/auth.ts'
import type { Context, Middleware } from '../context.ts'
import type { GracefulShutdown } from '../graceful-shutdown.ts'
import { type Refusal, sendProblem } from '../problem.ts'
import { headerOf, pathOf, type RequestHead } from '../request-head.ts'
import type { FindResource, ResourceKind } from '../route-table.ts'
import { hasBody } from './strict-http.ts'

/** Runs a check that gives the reason to refuse a request, if there is one. */
export function guard(check: (context: Context) => Refusal | undefined): Middleware {
  return (context, next) => {
    const refusal = check(context)
    return refusal === undefined ? next() : Promise.resolve(refuse(context, refusal))
  }
}

function refuse(context: Context, { failure, headers, location }: Refusal): Response {
  // The body stays unread and would be taken for the next request.
  const closing = hasBody(context.get('head')) ? { Connection: 'close' } : {}
  if (location === undefined) return sendProblem(context, failure, { headers: { ...headers, ...closing } })
  context.get('trace').code = failure.code
  return new Response(null, {
    status: 303,
    headers: { ...closing, Location: location, 'Content-Length': '0' },
  })
}

const METHODS = ['GET', 'HEAD', 'POST']

export function checkMethod(
  { method }: RequestHead,
  allowed: readonly string[] = METHODS,
): Refusal | undefined {
  if (allowed.includes(method)) return undefined
  const list = allowed.join(', ')
  return { failure: ownFailure('METHOD_NOT_ALLOWED', `Allowed: ${list}.`), headers: { Allow: list } }
}

/** Finds what is at the path, compared byte for byte, and whether it takes the method. */
export function checkPath(context: Context, findResource: FindResource): Refusal | undefined {
  const head = context.get('head')
  const resource = findResource(pathOf(head))
  if (resource === undefined) return { failure: ownFailure('NOT_FOUND', 'No such path.') }
  context.set('resource', resource)
  return checkMethod(head, resource.methods)
}

/** @throws before the path was looked up */
export function kindOf(context: Context): ResourceKind {
  const resource = context.get('resource')
  if (resource === undefined) throw new Error('The path was not looked up yet.')
  return resource.kind
}

/** Sets the identity, once for everything that comes after. Health checks have none. */
export function checkIdentity(
  context: Context,
  { authenticate }: Pick<Auth, 'authenticate'>,
): Refusal | undefined {
  const kind = kindOf(context)
  if (kind === 'health') return undefined
  const { identity, refusal } = authenticate(context.get('head'), kind)
  context.set('identity', identity)
  return refusal
}

const JSON_TYPE = /^application\/json(?:;\s*charset="?utf-8"?)?$/i
const FORM_TYPE = /^application\/x-www-form-urlencoded$/i

/** A form on another site can send text and forms, but not JSON. */
export function checkMediaType(head: RequestHead, kind: ResourceKind): Refusal | undefined {
  const type = headerOf(head, 'content-type')
  if (head.method !== 'POST' || (type === undefined && !hasBody(head))) return undefined
  const isForm = kind === 'sign-in'
  if ((isForm ? FORM_TYPE : JSON_TYPE).test(type?.trim() ?? '')) return undefined
  const accepted = isForm ? 'application/x-www-form-urlencoded' : 'application/json in UTF-8'
  return { failure: ownFailure('UNSUPPORTED_MEDIA_TYPE', `The body must be ${accepted}.`) }
}

/** Probes learn from their route that the process is stopping. */
export function checkShutdown(kind: ResourceKind, { isReady }: GracefulShutdown): Refusal | undefined {
  if (isReady() || kind === 'health' || kind === 'probe') return undefined
  return { failure: ownFailure('DRAINING', 'The server is shutting down.', 1000) }
}
