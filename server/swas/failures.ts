import type { FailureCode } from '#contract/failure-codes.ts'
import { ownFailure, type Failure, type FailureReason } from '#contract/failures.ts'

import { type Meaning, meaningOf } from './error-codes.ts'
import { maskKeyId } from './sign.ts'

/** An error of the upstream, as far as it could be read. Its message is left out, so it cannot reach anyone. */
export type UpstreamError = {
  code: string | null
  status: number
  requestId: string | null
  /** The permission that a RAM denial says is missing. */
  authAction: string | null
  /** How long the upstream asks us to wait, in milliseconds. */
  retryAfterMs: number | null
}

/** What was called, and with which key. */
export type CallContext = { action: string; accessKeyId: string }

/** Why a retry may help; `stale`: an idle connection had died. */
export type RetryReason = 'transient' | 'stale' | 'nonce' | 'clock' | 'token'

type Details = { reason?: FailureReason; upstream?: Failure['upstream']; retryAfterMs?: number | null }

/** An outage is worth another try after this long. */
const OUTAGE_MS = 15_000
const OUTAGES = new Set<FailureCode>([
  'UPSTREAM_UNREACHABLE',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_ERROR',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_BAD_RESPONSE',
])

/** How long a throttled operation pauses if the upstream does not give a usable time. */
const THROTTLED_MS = 60_000
const MIN_WAIT_MS = 1_000
const MAX_WAIT_MS = 300_000

const RETRY_REASONS = new Map<string, RetryReason>([
  ['SignatureNonceUsed', 'nonce'],
  ['InvalidTimeStamp.Expired', 'clock'],
  ['InvalidSecurityToken.Expired', 'token'],
])
const TRANSIENT = new Set<FailureCode>(['UPSTREAM_ERROR', 'UPSTREAM_UNAVAILABLE', 'UPSTREAM_TIMEOUT'])

/** A failure in our own words. */
export function failure(code: FailureCode, detail: string, details: Details = {}): Failure {
  const { reason, upstream = null, retryAfterMs = OUTAGES.has(code) ? OUTAGE_MS : null } = details
  return { ...ownFailure(code, detail, retryAfterMs), ...(reason && { reason }), upstream }
}

/** What an error of the upstream means to the operator. */
export function upstreamFailure(error: UpstreamError, context: CallContext): Failure {
  const { code, reason, detail } = meaningOf(error.code ?? '') ?? meaningOfStatus(error)
  const key = maskKeyId(context.accessKeyId)
  const permission = safeAction(error.authAction) ?? `swas-open:${context.action}`
  return failure(
    code,
    code === 'PERMISSION_DENIED'
      ? `The RAM user of ${key} lacks ${permission}.`
      : detail.replace('$key', () => key),
    {
      ...(reason && { reason }),
      upstream: {
        code: safeName(error.code),
        status: error.status,
        requestId: safeName(error.requestId),
      },
      ...(code === 'UPSTREAM_THROTTLED' && { retryAfterMs: throttledMs(error.retryAfterMs) }),
    },
  )
}

/** Whether a retry may help after an error of the upstream, and why. */
export function retryReasonOf(upstreamCode: string | null, code: FailureCode): RetryReason | undefined {
  return RETRY_REASONS.get(upstreamCode ?? '') ?? (TRANSIENT.has(code) ? 'transient' : undefined)
}

function meaningOfStatus({ code, status }: UpstreamError): Meaning {
  if (status === 429)
    return { code: 'UPSTREAM_THROTTLED', detail: 'Alibaba Cloud refused the call: too many calls (429).' }
  if (status === 503) return { code: 'UPSTREAM_UNAVAILABLE', detail: 'Alibaba Cloud is unavailable (503).' }
  if (status === 504 || status === 408)
    return { code: 'UPSTREAM_TIMEOUT', detail: `A gateway in front of Alibaba Cloud timed out (${status}).` }
  if (status === 502)
    return { code: 'UPSTREAM_ERROR', detail: 'A gateway in front of Alibaba Cloud failed (502).' }
  if (status >= 500) return { code: 'UPSTREAM_ERROR', detail: `Alibaba Cloud failed (${status}).` }
  const name = safeName(code) ?? `status ${status}, no code`
  return { code: 'UPSTREAM_REJECTED', detail: `Alibaba Cloud rejected the request (${name}).` }
}

function throttledMs(retryAfterMs: number | null): number {
  if (retryAfterMs === null || retryAfterMs < MIN_WAIT_MS || retryAfterMs > MAX_WAIT_MS) return THROTTLED_MS
  return retryAfterMs
}

/** A code or ID of the upstream, if it looks like one: anything else might carry a secret. */
function safeName(text: string | null): string | null {
  return text !== null && /^[\w.:-]{1,80}$/.test(text) ? text : null
}

function safeAction(text: string | null): string | null {
  return text !== null && /^[a-z-]{1,40}:[A-Za-z*]{1,80}$/.test(text) ? text : null
}
