import type { FailureCode, FailureReason } from '#contract/failures.ts'

/** What a code of the upstream means, in our own words. `$key` stands for the masked AccessKey ID. */
export type Meaning = { code: FailureCode; reason?: FailureReason; detail: string }

/**
 * By the start of the upstream's code, the first that fits. The code decides, never the status: one code comes with
 * several statuses, and `InvalidParam` is a 403. Sources: the error tables of ListImages and ListRegions in the
 * metadata of SWAS-OPEN 2020-06-01, and Alibaba Cloud help, "Common error codes".
 */
const MEANINGS: readonly (readonly [start: string, meaning: Meaning])[] = [
  ['Throttling', means('UPSTREAM_THROTTLED', 'Alibaba Cloud refused the call: too many in this minute.')],
  [
    'InvalidAccessKeyId.Inactive',
    means('CREDENTIALS_REJECTED', 'The AccessKey $key is disabled in RAM.', 'inactive'),
  ],
  [
    'InvalidAccessKeyId',
    means(
      'CREDENTIALS_REJECTED',
      'Alibaba Cloud does not know the AccessKey ID $key; it may be deleted, or of the other site (China or international).',
      'not-found',
    ),
  ],
  [
    'SignatureDoesNotMatch',
    means(
      'CREDENTIALS_REJECTED',
      'The secret does not fit the AccessKey ID $key, or a proxy altered the request.',
      'signature',
    ),
  ],
  [
    'IncompleteSignature',
    means(
      'CREDENTIALS_REJECTED',
      'The signature did not arrive whole; a proxy may alter the request.',
      'signature',
    ),
  ],
  ['InvalidSecurityToken.Expired', means('CREDENTIALS_EXPIRED', 'The STS token of $key has expired.')],
  [
    'InvalidSecurityToken',
    means('CREDENTIALS_REJECTED', 'The STS token is malformed, or not the one of $key.', 'token'),
  ],
  [
    'MissingSecurityToken',
    means('CREDENTIALS_REJECTED', '$key is a temporary AccessKey ID, and its STS token is missing.', 'token'),
  ],
  [
    'InvalidTimeStamp',
    means(
      'CLOCK_SKEW',
      'Alibaba Cloud refused the date of the request; more than 15 minutes are not tolerated.',
    ),
  ],
  ['SignatureNonceUsed', means('UPSTREAM_ERROR', 'Alibaba Cloud took the request for a repetition.')],
  [
    'Forbidden.RiskControl',
    means('ACCOUNT_BLOCKED', 'Risk control of Alibaba Cloud blocks this account.', 'risk-control'),
  ],
  ['NoPermission', means('PERMISSION_DENIED', '')],
  ['Forbidden', means('PERMISSION_DENIED', '')],
  ['InvalidRegionId', means('UPSTREAM_REJECTED', 'The region is not open for this account.')],
  ['RegionIdNotMatchHost', means('UPSTREAM_REJECTED', 'The region does not fit the host that was asked.')],
  [
    'InvalidParam',
    means(
      'UPSTREAM_REJECTED',
      'Alibaba Cloud rejected a parameter; the region may not be open for this account.',
    ),
  ],
  ['InvalidImageType', means('UPSTREAM_REJECTED', 'Alibaba Cloud does not take this image type.')],
  [
    'ServiceUnavailable',
    means('UPSTREAM_UNAVAILABLE', 'Alibaba Cloud says that the service is unavailable.'),
  ],
  ['InternalError', means('UPSTREAM_ERROR', 'Alibaba Cloud had an internal error.')],
]

/** Each product spells it in its own way: `Account.Arrearage`, `InvalidAccountStatus.NotEnoughBalance`, … */
const ARREARS = /arrear|overdue|NotEnoughBalance|InsufficientBalance|^InvalidAccountStatus/i

/** What a code means by itself; undefined where no table lists it. */
export function meaningOf(code: string): Meaning | undefined {
  if (ARREARS.test(code)) {
    return means('ACCOUNT_BLOCKED', 'The account is in arrears, or has no means of payment.', 'arrears')
  }
  return MEANINGS.find(([start]) => code.startsWith(start))?.[1]
}

function means(code: FailureCode, detail: string, reason?: FailureReason): Meaning {
  return { code, detail, ...(reason && { reason }) }
}
