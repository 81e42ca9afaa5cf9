import { ownFailure, type Failure, type FailureCode, type FailureReason } from '#contract/failures.ts'

import { type Meaning, meaningOf } from './error-codes.ts'
import { maskKeyId } from './key-id.ts'

/** The upstream's own error, as far as it could be read. Its message is not among it, and is in no answer. */
export type UpstreamError = {
  code: string | null
  status: number
  requestId: string | null
  /** What a RAM denial says was missing. */
  authAction: string | null
  /** Milliseconds that the upstream asks to be left alone for. */
  retryAfterMs: number | null
}

/** What was asked, and with which key. */
export type Asked = { action: string; accessKeyId: string }

type Details = { reason?: FailureReason; upstream?: Failure['upstream']; retryAfterMs?: number | null }

/** After so long an outage is worth a new try. */
const OUTAGE_MS = 15_000
const OUTAGES = new Set<FailureCode>([
  'UPSTREAM_UNREACHABLE',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_ERROR',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_BAD_RESPONSE',
])

/** Without a usable wait of the upstream's, a throttled operation rests for so long. */
const THROTTLED_MS = 60_000
const SHORTEST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 300_000

/** A failure in our own words. */
export function failure(code: FailureCode, detail: string, details: Details = {}): Failure {
  const { reason, upstream = null, retryAfterMs = OUTAGES.has(code) ? OUTAGE_MS : null } = details
  return { ...ownFailure(code, detail, retryAfterMs), ...(reason && { reason }), upstream }
}

/** What an error of the upstream means to the operator. */
export function upstreamFailure(error: UpstreamError, asked: Asked): Failure {
  const { code, reason, detail } = meaningOf(error.code ?? '') ?? meaningOfStatus(error)
  const requestId = safeName(error.requestId)
  const upstream = { code: safeName(error.code), status: error.status, requestId }
  const words =
    code === 'PERMISSION_DENIED'
      ? `The RAM user of ${maskKeyId(asked.accessKeyId)} lacks ${safeAction(error.authAction) ?? `swas-open:${asked.action}`}.`
      : detail.replace('$key', () => maskKeyId(asked.accessKeyId))
  return failure(code, words, {
    ...(reason && { reason }),
    upstream,
    ...(code === 'UPSTREAM_THROTTLED' && { retryAfterMs: throttledMs(error.retryAfterMs) }),
  })
}

function meaningOfStatus({ code, status }: UpstreamError): Meaning {
  if (status === 429)
    return { code: 'UPSTREAM_THROTTLED', detail: 'Alibaba Cloud refused the call: too many (429).' }
  if (status === 503) return { code: 'UPSTREAM_UNAVAILABLE', detail: 'Alibaba Cloud is unavailable (503).' }
  if (status === 504 || status === 408)
    return { code: 'UPSTREAM_TIMEOUT', detail: `A gateway before Alibaba Cloud timed out (${status}).` }
  if (status === 502)
    return { code: 'UPSTREAM_ERROR', detail: 'A gateway before Alibaba Cloud failed (502).' }
  if (status >= 500) return { code: 'UPSTREAM_ERROR', detail: `Alibaba Cloud failed (${status}).` }
  const named = safeName(code) ?? `status ${status}, no code`
  return { code: 'UPSTREAM_REJECTED', detail: `Alibaba Cloud rejected the request (${named}).` }
}

function throttledMs(askedMs: number | null): number {
  if (askedMs === null || askedMs < SHORTEST_WAIT_MS || askedMs > LONGEST_WAIT_MS) return THROTTLED_MS
  return askedMs
}

/** A code or ID of the upstream's, if it looks like one: anything else could carry what must not be shown. */
function safeName(text: string | null): string | null {
  return text !== null && /^[\w.:-]{1,80}$/.test(text) ? text : null
}

function safeAction(text: string | null): string | null {
  return text !== null && /^[a-z-]{1,40}:[A-Za-z*]{1,80}$/.test(text) ? text : null
}
