import type { FailureCode } from '#contract/failure-codes.ts'
import type { FailureReason } from '#contract/failures.ts'

/** What an upstream error code means, in our own words. `$key` is replaced with the masked AccessKey ID. */
export type Meaning = { code: FailureCode; reason?: FailureReason; detail: string }

/**
 * By prefix of the upstream's code; the first match wins. The code decides, never the status: one code comes with
 * several statuses, and `InvalidParam` is a 403. Sources: the error tables of ListImages and ListRegions in the
 * metadata of SWAS-OPEN 2020-06-01, and Alibaba Cloud help, "Common error codes".
 */
const MEANINGS: readonly (readonly [prefix: string, meaning: Meaning])[] = [
  ['Throttling', means('UPSTREAM_THROTTLED', 'Alibaba Cloud refused the call: too many calls this minute.')],
  [
    'InvalidAccessKeyId.Inactive',
    means('CREDENTIALS_REJECTED', 'The AccessKey $key is disabled in RAM.', 'inactive'),
  ],
  [
    'InvalidAccessKeyId',
    means(
      'CREDENTIALS_REJECTED',
      'Alibaba Cloud does not know the AccessKey ID $key; it may have been deleted, or belong to the other site (China or international).',
      'not-found',
    ),
  ],
  [
    'SignatureDoesNotMatch',
    means(
      'CREDENTIALS_REJECTED',
      'The secret does not match the AccessKey ID $key, or a proxy altered the request.',
      'signature',
    ),
  ],
  [
    'IncompleteSignature',
    means(
      'CREDENTIALS_REJECTED',
      'The signature arrived incomplete; a proxy may be altering requests.',
      'signature',
    ),
  ],
  ['InvalidSecurityToken.Expired', means('CREDENTIALS_EXPIRED', 'The STS token of $key has expired.')],
  [
    'InvalidSecurityToken',
    means('CREDENTIALS_REJECTED', 'The STS token is malformed, or does not belong to $key.', 'token'),
  ],
  [
    'MissingSecurityToken',
    means('CREDENTIALS_REJECTED', '$key is a temporary AccessKey ID, but its STS token is missing.', 'token'),
  ],
  [
    'InvalidTimeStamp',
    means('CLOCK_SKEW', 'Alibaba Cloud refused the date of the request: it was more than 15 minutes off.'),
  ],
  ['SignatureNonceUsed', means('UPSTREAM_ERROR', 'Alibaba Cloud took the request for a replay.')],
  [
    'Forbidden.RiskControl',
    means('ACCOUNT_BLOCKED', 'Alibaba Cloud’s risk control has blocked this account.', 'risk-control'),
  ],
  ['NoPermission', means('PERMISSION_DENIED', '')],
  ['Forbidden', means('PERMISSION_DENIED', '')],
  ['InvalidRegionId', means('UPSTREAM_REJECTED', 'The region is not open for this account.')],
  ['RegionIdNotMatchHost', means('UPSTREAM_REJECTED', 'The region does not match the host.')],
  [
    'InvalidParam',
    means(
      'UPSTREAM_REJECTED',
      'Alibaba Cloud rejected a parameter; the region may not be open for this account.',
    ),
  ],
  ['InvalidImageType', means('UPSTREAM_REJECTED', 'Alibaba Cloud does not support this image type.')],
  [
    'ServiceUnavailable',
    means('UPSTREAM_UNAVAILABLE', 'Alibaba Cloud says that the service is unavailable.'),
  ],
  ['InternalError', means('UPSTREAM_ERROR', 'Alibaba Cloud had an internal error.')],
]

/** Each product spells it differently: `Account.Arrearage`, `InvalidAccountStatus.NotEnoughBalance`, … */
const ARREARS = /arrear|overdue|NotEnoughBalance|InsufficientBalance|^InvalidAccountStatus/i

/** What a code means regardless of the status; undefined if it is in no table. */
export function meaningOf(code: string): Meaning | undefined {
  if (ARREARS.test(code)) {
    return means('ACCOUNT_BLOCKED', 'The account is in arrears or has no payment method.', 'arrears')
  }
  return MEANINGS.find(([prefix]) => code.startsWith(prefix))?.[1]
}

function means(code: FailureCode, detail: string, reason?: FailureReason): Meaning {
  return { code, detail, ...(reason && { reason }) }
}
