import { CONSOLE_HEADER } from '#contract/api.ts'
import { ownFailure } from '#contract/failures.ts'

import { type Refusal, refuse } from '../refusal.ts'
import { type Head, headerOf } from '../request-head.ts'
import type { ResourceKind } from '../route-table.ts'
import type { Scheme } from './allowed-hosts.ts'

/**
 * Refuses what another web page made the operator's browser send. Fetch Metadata (W3C) tells who started a request;
 * browsers send it to loopback addresses also over plain HTTP. Where it is missing, the header that no simple
 * cross-site request can carry still guards the API.
 */
export function checkProvenance(head: Head, kind: ResourceKind, scheme: Scheme): Refusal | undefined {
  if (!isOwnSite(head, kind)) return refuse(ownFailure('FORBIDDEN', 'Another site started this request.'))
  if (!isOwnOrigin(head, kind, scheme)) {
    return refuse(ownFailure('FORBIDDEN', 'The Origin is not the one of this server.'))
  }
  if (kind === 'api' && headerOf(head, CONSOLE_HEADER.name.toLowerCase()) !== CONSOLE_HEADER.value) {
    return refuse(
      ownFailure('FORBIDDEN', `The header ${CONSOLE_HEADER.name}: ${CONSOLE_HEADER.value} is missing.`),
    )
  }
  return undefined
}

/** Who may have started a request, by what it asks for. */
const ALLOWED_SITES: Record<Exclude<ResourceKind, 'health' | 'probe'>, readonly string[]> = {
  api: ['same-origin'],
  // The feed costs no call of the cloud, and its bytes stay unreadable to other origins.
  feed: ['same-origin', 'none'],
  page: ['same-origin', 'none'],
  asset: ['same-origin', 'none'],
  'sign-in': ['same-origin', 'none'],
}

function isOwnSite(head: Head, kind: ResourceKind): boolean {
  const site = headerOf(head, 'sec-fetch-site')
  if (site === undefined || kind === 'health' || kind === 'probe') return true
  const isDocument = kind === 'page' || kind === 'sign-in'
  return ALLOWED_SITES[kind].includes(site) || (isDocument && isFollowedLink(head))
}

/** A link in a runbook or a chat opens the page in a tab of its own; frames and other uses stay refused. */
function isFollowedLink(head: Head): boolean {
  return (
    head.method === 'GET' &&
    headerOf(head, 'sec-fetch-mode') === 'navigate' &&
    headerOf(head, 'sec-fetch-dest') === 'document'
  )
}

/** Documents and files may be opened from anywhere; a form has its origin from every browser. */
function isOwnOrigin(head: Head, kind: ResourceKind, scheme: Scheme): boolean {
  const isForm = kind === 'sign-in' && head.method === 'POST'
  if (kind !== 'api' && kind !== 'feed' && !isForm) return true
  const origin = headerOf(head, 'origin')
  if (origin === undefined) return !isForm
  return origin.toLowerCase() === `${scheme}://${headerOf(head, 'host')?.toLowerCase()}`
}
