import { ownFailure } from '#contract/failures.ts'

import { isOwnAuthority } from './authority.ts'
import { checkFraming, hasBody } from './framing.ts'
import { type Head, headerOf, pathOf } from './head.ts'
import { checkProvenance } from './provenance.ts'
import { type Refusal, refuse } from './refusal.ts'
import type { FindResource, Resource } from './resources.ts'

/** Says whether the caller is who may ask; a refusal where not. Comes before everything that reads the catalogue. */
export type Authenticate = (head: Head) => Refusal | undefined

/** What the front door has to know. */
export type FrontDoorOptions = {
  /** The authorities of this server, asked anew for each request; nothing is let in while it is empty. */
  authorities: () => ReadonlySet<string>
  findResource: FindResource
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

function checkResource(head: Head, { findResource, authenticate }: FrontDoorOptions): Refusal | undefined {
  const resource = findResource(pathOf(head))
  if (resource === undefined) return refuse(ownFailure('NOT_FOUND', 'No such path.'))
  if (!resource.methods.includes(head.method)) return wrongMethod(resource.methods)
  if (resource.kind === 'health') return undefined
  return (
    checkProvenance(head, resource.kind) ??
    checkIdentity(head, resource, authenticate) ??
    checkMediaType(head)
  )
}

function checkAuthority(head: Head, own: ReadonlySet<string>): Refusal | undefined {
  if (isOwnAuthority(headerOf(head, 'host') ?? '', own)) return undefined
  return refuse(ownFailure('MISDIRECTED', 'The Host header names another server.'))
}

/** The page and its files hold nothing of the account, and are what one signs in with. */
function checkIdentity(head: Head, resource: Resource, authenticate: Authenticate): Refusal | undefined {
  return resource.kind === 'page' || resource.kind === 'asset' ? undefined : authenticate(head)
}

/** A form of another site can send text and forms, but not JSON. */
function checkMediaType(head: Head): Refusal | undefined {
  const type = headerOf(head, 'content-type')
  if (head.method !== 'POST' || (type === undefined && !hasBody(head))) return undefined
  if (/^application\/json(?:;\s*charset="?utf-8"?)?$/i.test(type?.trim() ?? '')) return undefined
  return refuse(ownFailure('UNSUPPORTED_MEDIA_TYPE', 'Only application/json in UTF-8 is taken.'))
}

function wrongMethod(allowed: readonly string[]): Refusal {
  return {
    failure: ownFailure('METHOD_NOT_ALLOWED', `Allowed: ${allowed.join(', ')}.`),
    headers: { Allow: allowed.join(', ') },
  }
}
