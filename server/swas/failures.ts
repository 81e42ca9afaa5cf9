import { FAILURES, type Failure, type FailureCode, type FailureReason } from '#contract/failures.ts'

/** The upstream's own error, as far as it could be read. Its message stays here and in no answer. */
export type UpstreamError = {
  code: string | null
  status: number
  requestId: string | null
  /** What a RAM denial says was missing. */
  authAction: string | null
  /** Milliseconds of `x-acs-retry-after`. */
  retryAfterMs: number | null
}

type Details = { reason?: FailureReason; upstream?: Failure['upstream']; retryAfterMs?: number | null }

/** A failure in our own words. */
export function failure(code: FailureCode, detail: string, details: Details = {}): Failure {
  const { hint, retryable } = FAILURES[code]
  const { reason, upstream = null, retryAfterMs = null } = details
  return { code, ...(reason && { reason }), detail, hint, retryable, retryAfterMs, upstream }
}

type Words = { code: FailureCode; reason?: FailureReason; detail: string }

/**
 * By the start of the upstream's code, the first that fits. The code decides, never the status: one code comes with
 * several statuses, and `InvalidParam` is a 403. Sources: the error tables of ListImages and ListRegions in the
 * metadata of SWAS-OPEN 2020-06-01, and Alibaba Cloud help on common error codes.
 */
const BY_CODE: readonly (readonly [start: string, words: Words])[] = [
  [
    'Throttling',
    { code: 'UPSTREAM_THROTTLED', detail: 'Alibaba Cloud refused the call: too many in this minute.' },
  ],
  [
    'InvalidAccessKeyId.Inactive',
    { code: 'CREDENTIALS_REJECTED', reason: 'inactive', detail: 'The AccessKey is disabled in RAM.' },
  ],
  [
    'InvalidAccessKeyId',
    {
      code: 'CREDENTIALS_REJECTED',
      reason: 'not-found',
      detail:
        'Alibaba Cloud does not know this AccessKey ID; it may be deleted, or of the other site (China or international).',
    },
  ],
  [
    'SignatureDoesNotMatch',
    {
      code: 'CREDENTIALS_REJECTED',
      reason: 'signature',
      detail: 'The secret does not fit this AccessKey ID, or a proxy altered the request.',
    },
  ],
  [
    'IncompleteSignature',
    {
      code: 'CREDENTIALS_REJECTED',
      reason: 'signature',
      detail: 'The signature did not arrive whole; a proxy may alter the request.',
    },
  ],
  ['InvalidSecurityToken.Expired', { code: 'CREDENTIALS_EXPIRED', detail: 'The STS token has expired.' }],
  [
    'InvalidSecurityToken',
    {
      code: 'CREDENTIALS_REJECTED',
      reason: 'token',
      detail: 'The STS token is malformed or of another key.',
    },
  ],
  [
    'MissingSecurityToken',
    {
      code: 'CREDENTIALS_REJECTED',
      reason: 'token',
      detail: 'This is a temporary AccessKey, and its STS token is missing.',
    },
  ],
  [
    'InvalidTimeStamp',
    {
      code: 'CLOCK_SKEW',
      detail: 'Alibaba Cloud refused the date of the request; more than 15 minutes are not tolerated.',
    },
  ],
  [
    'SignatureNonceUsed',
    { code: 'UPSTREAM_ERROR', detail: 'Alibaba Cloud took the request for a repetition.' },
  ],
  [
    'Forbidden.RiskControl',
    {
      code: 'ACCOUNT_BLOCKED',
      reason: 'risk-control',
      detail: 'Risk control of Alibaba Cloud blocks this account.',
    },
  ],
  ['Account.Arrearage', { code: 'ACCOUNT_BLOCKED', reason: 'arrears', detail: 'The account is in arrears.' }],
  [
    'InvalidAccountStatus',
    { code: 'ACCOUNT_BLOCKED', reason: 'arrears', detail: 'The account is in arrears or disabled.' },
  ],
  ['NoPermission', { code: 'PERMISSION_DENIED', detail: 'The RAM user lacks a permission.' }],
  ['Forbidden', { code: 'PERMISSION_DENIED', detail: 'The RAM user lacks a permission.' }],
  ['InvalidRegionId', { code: 'UPSTREAM_REJECTED', detail: 'The region is not open for this account.' }],
  [
    'RegionIdNotMatchHost',
    { code: 'UPSTREAM_REJECTED', detail: 'The region does not fit the host that was asked.' },
  ],
  [
    'InvalidParam',
    {
      code: 'UPSTREAM_REJECTED',
      detail: 'Alibaba Cloud rejected a parameter; the region may not be open for this account.',
    },
  ],
  ['InvalidImageType', { code: 'UPSTREAM_REJECTED', detail: 'Alibaba Cloud does not take this image type.' }],
  [
    'ServiceUnavailable',
    { code: 'UPSTREAM_UNAVAILABLE', detail: 'Alibaba Cloud says that the service is unavailable.' },
  ],
  ['InternalError', { code: 'UPSTREAM_ERROR', detail: 'Alibaba Cloud had an internal error.' }],
]

/** Without a usable wait of the upstream's, a throttled operation rests for so long. */
const THROTTLED_MS = 60_000
const SHORTEST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 300_000

/** What an error of the upstream means to the operator. `operation` names the permission that may be missing. */
export function upstreamFailure(error: UpstreamError, operation: string): Failure {
  const words = BY_CODE.find(([start]) => error.code?.startsWith(start))?.[1] ?? byStatus(error)
  const upstream = { code: safeCode(error.code), status: error.status, requestId: safeCode(error.requestId) }
  const detail =
    words.code === 'PERMISSION_DENIED'
      ? `The RAM user lacks ${safeCode(error.authAction) ?? `swas-open:${operation}`}.`
      : words.detail
  return failure(words.code, detail, {
    ...(words.reason && { reason: words.reason }),
    upstream,
    retryAfterMs: words.code === 'UPSTREAM_THROTTLED' ? throttledMs(error.retryAfterMs) : null,
  })
}

function byStatus({ code, status }: UpstreamError): Words {
  if (status === 429)
    return { code: 'UPSTREAM_THROTTLED', detail: 'Alibaba Cloud refused the call: too many.' }
  if (status === 503) return { code: 'UPSTREAM_UNAVAILABLE', detail: 'Alibaba Cloud is unavailable (503).' }
  if (status === 504)
    return { code: 'UPSTREAM_TIMEOUT', detail: 'A gateway of Alibaba Cloud timed out (504).' }
  if (status >= 500) return { code: 'UPSTREAM_ERROR', detail: `Alibaba Cloud failed (${status}).` }
  const named = safeCode(code)
  return {
    code: 'UPSTREAM_REJECTED',
    detail: `Alibaba Cloud rejected the request (${named ?? `status ${status}, no code`}).`,
  }
}

function throttledMs(askedMs: number | null): number {
  if (askedMs === null || askedMs < SHORTEST_WAIT_MS || askedMs > LONGEST_WAIT_MS) return THROTTLED_MS
  return askedMs
}

/** A code or ID of the upstream's, if it looks like one: anything else could carry what must not be shown. */
function safeCode(text: string | null): string | null {
  return text !== null && /^[\w.:-]{1,100}$/.test(text) ? text : null
}
