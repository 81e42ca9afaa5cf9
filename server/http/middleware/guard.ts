import { ownFailure } from '#contract/failures.ts'

import { type Refusal, refuse } from '../refusal.ts'
import { type Head, headerOf, pathOf } from '../request-head.ts'
import type { FindResource, ResourceKind } from '../route-table.ts'
import { isOwnAuthority, type Scheme } from './allowed-hosts.ts'
import { checkProvenance } from './csrf.ts'
import { checkFraming, hasBody } from './strict-http.ts'

/** Says whether the caller may ask for what is of this kind; a refusal where not. Comes before everything that reads the catalogue. */
export type Authenticate = (head: Head, kind: ResourceKind) => Refusal | undefined

/** What the front door has to know. */
export type FrontDoorOptions = {
  /** The authorities of this server, asked anew for each request; nothing is let in while it is empty. */
  authorities: () => ReadonlySet<string>
  findResource: FindResource
  scheme: Scheme
  authenticate: Authenticate
}

/** Looks at the head of a request: gives why it is refused, or undefined where it may go on to its route. */
export type FrontDoor = (head: Head) => Refusal | undefined

const METHODS = ['GET', 'HEAD', 'POST']

/**
 * The one guard of every request, files and failures included. The order is part of it: framing and length, method,
 * exact authority, exact path, who started the request, who is asking, and what the body is said to be.
 * Health paths need no more than their exact path. The names of parameters are the routes' to check.
 */
export function createFrontDoor(options: FrontDoorOptions): FrontDoor {
  return (head) => checkEntrance(head, options) ?? checkResource(head, options)
}

/** The part of the front door that knows no paths; the development server puts it before its own files as well. */
export function checkEntrance(
  head: Head,
  { authorities }: Pick<FrontDoorOptions, 'authorities'>,
): Refusal | undefined {
  if (!METHODS.includes(head.method)) return wrongMethod(METHODS)
  return checkFraming(head) ?? checkAuthority(head, authorities())
}

function checkResource(
  head: Head,
  { findResource, scheme, authenticate }: FrontDoorOptions,
): Refusal | undefined {
  const resource = findResource(pathOf(head))
  if (resource === undefined) return refuse(ownFailure('NOT_FOUND', 'No such path.'))
  if (!resource.methods.includes(head.method)) return wrongMethod(resource.methods)
  if (resource.kind === 'health') return undefined
  return (
    checkProvenance(head, resource.kind, scheme) ??
    authenticate(head, resource.kind) ??
    checkMediaType(head, resource.kind)
  )
}

function checkAuthority(head: Head, own: ReadonlySet<string>): Refusal | undefined {
  if (isOwnAuthority(headerOf(head, 'host') ?? '', own)) return undefined
  return refuse(ownFailure('MISDIRECTED', 'The Host header names another server.'))
}

const JSON_TYPE = /^application\/json(?:;\s*charset="?utf-8"?)?$/i
const FORM_TYPE = /^application\/x-www-form-urlencoded$/i

/** A form of another site can send text and forms, but not JSON. */
function checkMediaType(head: Head, kind: ResourceKind): Refusal | undefined {
  const type = headerOf(head, 'content-type')
  if (head.method !== 'POST' || (type === undefined && !hasBody(head))) return undefined
  const isForm = kind === 'sign-in'
  if ((isForm ? FORM_TYPE : JSON_TYPE).test(type?.trim() ?? '')) return undefined
  const taken = isForm ? 'application/x-www-form-urlencoded' : 'application/json in UTF-8'
  return refuse(ownFailure('UNSUPPORTED_MEDIA_TYPE', `Only ${taken} is taken.`))
}

function wrongMethod(allowed: readonly string[]): Refusal {
  return {
    failure: ownFailure('METHOD_NOT_ALLOWED', `Allowed: ${allowed.join(', ')}.`),
    headers: { Allow: allowed.join(', ') },
  }
}
