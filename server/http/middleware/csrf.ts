import { CONSOLE_HEADER } from '#contract/api.ts'
import { ownFailure } from '#contract/failures.ts'

import type { Refusal } from '../problem.ts'
import { type RequestHead, headerOf } from '../request-head.ts'
import type { ResourceKind } from '../route-table.ts'
import type { Scheme } from './allowed-hosts.ts'

/**
 * Refuses what another web page made the operator's browser send. Fetch Metadata (W3C) says who started a request;
 * browsers send it to loopback addresses over plain HTTP too. Without it, a header that no simple cross-site request
 * can carry still guards the API.
 */
export function checkCsrf(head: RequestHead, kind: ResourceKind, scheme: Scheme): Refusal | undefined {
  if (!isOwnSite(head, kind)) return forbid('Another site started this request.')
  if (!isOwnOrigin(head, kind, scheme)) return forbid('The Origin header does not name this server.')
  if (kind === 'api' && headerOf(head, CONSOLE_HEADER.name.toLowerCase()) !== CONSOLE_HEADER.value) {
    return forbid(`The header ${CONSOLE_HEADER.name}: ${CONSOLE_HEADER.value} is missing.`)
  }
  return undefined
}

function forbid(detail: string): Refusal {
  return { failure: ownFailure('FORBIDDEN', detail) }
}

/** `Sec-Fetch-Site` values that are accepted. */
const ALLOWED_SITES: Record<Exclude<ResourceKind, 'health' | 'probe'>, readonly string[]> = {
  api: ['same-origin'],
  // The feed costs no call of the cloud, and other origins cannot read it.
  feed: ['same-origin', 'none'],
  page: ['same-origin', 'none'],
  asset: ['same-origin', 'none'],
  'sign-in': ['same-origin', 'none'],
}

function isOwnSite(head: RequestHead, kind: ResourceKind): boolean {
  const site = headerOf(head, 'sec-fetch-site')
  if (site === undefined || kind === 'health' || kind === 'probe') return true
  const isDocument = kind === 'page' || kind === 'sign-in'
  return ALLOWED_SITES[kind].includes(site) || (isDocument && isFollowedLink(head))
}

/** A link in a runbook or a chat opens the page in its own tab. Frames and everything else are refused. */
function isFollowedLink(head: RequestHead): boolean {
  return (
    head.method === 'GET' &&
    headerOf(head, 'sec-fetch-mode') === 'navigate' &&
    headerOf(head, 'sec-fetch-dest') === 'document'
  )
}

/** Documents and files may be opened from anywhere. Every browser sends an Origin with a form. */
function isOwnOrigin(head: RequestHead, kind: ResourceKind, scheme: Scheme): boolean {
  const isForm = kind === 'sign-in' && head.method === 'POST'
  if (kind !== 'api' && kind !== 'feed' && !isForm) return true
  const origin = headerOf(head, 'origin')
  if (origin === undefined) return !isForm
  return origin.toLowerCase() === `${scheme}://${headerOf(head, 'host')?.toLowerCase()}`
}
