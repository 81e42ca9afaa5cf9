import { expect } from 'vitest'

import type { FailureCode } from '#contract/failure-codes.ts'
import type { FailureReason } from '#contract/failures.ts'

import { FAULT_NAMES, type FaultName } from '../sample/faults/all-faults.ts'
import { sampleImages } from '../sample/sample-images.ts'

const REGION = 'cn-hangzhou'
const MINUTE_MS = 60_000
/** ID and name of the sample's images in that region. */
export const LISTED = (sampleImages().get(REGION) ?? []).map(({ ImageId, ImageName }) => [ImageId, ImageName])

/** The outcome of a fault: a failure, or a list that may be altered. */
type Expected = { attempts: number } & (
  | { code: FailureCode; reason?: FailureReason; upstream?: string; slow?: true; waitMs?: number }
  | { list: unknown; images?: unknown; dropped?: number; times?: number; held?: true }
)

/** What each fault of ListImages must lead to. */
const FAULTS: Record<FaultName, Expected> = {
  ok: lists(LISTED),

  'reset-before-headers': fails('UPSTREAM_UNREACHABLE', { attempts: 2, reason: 'reset' }),
  'close-before-headers': fails('UPSTREAM_UNREACHABLE', { attempts: 2, reason: 'reset' }),
  'reset-mid-body': fails('UPSTREAM_UNREACHABLE', { attempts: 2, reason: 'reset' }),
  'truncated-length': fails('UPSTREAM_UNREACHABLE', { attempts: 2, reason: 'reset' }),
  'truncated-chunked': fails('UPSTREAM_UNREACHABLE', { attempts: 2, reason: 'reset' }),
  'close-after': lists(LISTED),
  'double-response': lists(LISTED),
  garbage: fails('UPSTREAM_BAD_RESPONSE', { attempts: 2 }),
  'tls-alert': fails('UPSTREAM_BAD_RESPONSE', { attempts: 2 }),
  'conflicting-lengths': fails('UPSTREAM_BAD_RESPONSE', { attempts: 2 }),

  'informational-flood': lists(LISTED),
  'header-bomb': fails('UPSTREAM_BAD_RESPONSE', { attempts: 2 }),
  'many-headers': fails('UPSTREAM_BAD_RESPONSE', { attempts: 2 }),
  'hostile-headers': lists(LISTED),
  'skewed-date': lists(LISTED),
  redirect: fails('UPSTREAM_BAD_RESPONSE', { reason: 'redirect' }),
  'redirect-loop': fails('UPSTREAM_BAD_RESPONSE', { reason: 'redirect' }),

  stall: fails('UPSTREAM_TIMEOUT', { slow: true }),
  'stall-mid-body': fails('UPSTREAM_TIMEOUT', { slow: true }),
  trickle: fails('UPSTREAM_TIMEOUT', { slow: true }),
  'trickle-headers': fails('UPSTREAM_TIMEOUT', { slow: true }),
  hold: lists(LISTED, { held: true }),

  'html-200': fails('UPSTREAM_NOT_JSON'),
  'html-502': fails('UPSTREAM_ERROR', { attempts: 2 }),
  'html-403': fails('UPSTREAM_NOT_JSON', { reason: 'filtered' }),
  'xml-error': fails('UPSTREAM_BAD_RESPONSE'),
  'empty-200': fails('UPSTREAM_BAD_RESPONSE', { attempts: 2, reason: 'empty' }),
  'no-content': fails('UPSTREAM_BAD_RESPONSE', { reason: 'empty' }),
  'wrong-content-type': lists(LISTED),
  bom: lists(LISTED),
  gzip: lists(LISTED),
  'huge-body': fails('UPSTREAM_TOO_LARGE'),
  'huge-declared': fails('UPSTREAM_TOO_LARGE'),
  'gzip-bomb': fails('UPSTREAM_TOO_LARGE'),
  'corrupt-encoding': fails('UPSTREAM_BAD_RESPONSE', { reason: 'encoding' }),
  'unknown-encoding': fails('UPSTREAM_BAD_RESPONSE', { reason: 'encoding' }),
  'encoding-chain': fails('UPSTREAM_BAD_RESPONSE', { reason: 'encoding' }),
  'truncated-json': fails('UPSTREAM_BAD_RESPONSE', { attempts: 2, reason: 'incomplete' }),
  'invalid-utf8': fails('UPSTREAM_BAD_RESPONSE', { reason: 'encoding' }),
  utf16: fails('UPSTREAM_BAD_RESPONSE', { reason: 'encoding' }),

  'null-body': fails('UPSTREAM_BAD_SHAPE'),
  'array-body': fails('UPSTREAM_BAD_SHAPE'),
  'string-body': fails('UPSTREAM_BAD_SHAPE'),
  'images-missing': fails('UPSTREAM_BAD_SHAPE'),
  'images-null': fails('UPSTREAM_BAD_SHAPE'),
  'images-object': fails('UPSTREAM_BAD_SHAPE'),
  'deep-json': fails('UPSTREAM_BAD_SHAPE'),
  'junk-elements': lists(LISTED, { dropped: 8 }),
  'duplicate-ids': lists(LISTED),
  'unknown-enums': lists(LISTED, {
    images: LISTED.map((): unknown => expect.objectContaining({ imageType: 'market', platform: 'FreeBSD' })),
  }),
  'empty-list': lists([]),
  many: lists(expect.objectContaining({ length: 5_000 })),
  unicode: lists(
    expect.arrayContaining([
      [LISTED[0]?.[0], '\u202Eesrever'],
      [LISTED[2]?.[0], 'lone \uFFFD'],
      [LISTED[5]?.[0], 'n'.repeat(4_000)],
    ]),
  ),
  markup: lists(expect.arrayContaining([[LISTED[0]?.[0], '<img src=x onerror=window.__xss=1>']])),
  prototype: lists([...LISTED, ['__proto__', LISTED[0]?.[1]], ['constructor', LISTED[0]?.[1]]]),
  'duplicate-keys': lists(LISTED),
  'extra-fields': lists(LISTED),
  'hostile-endpoint': lists(LISTED),

  'internal-error': fails('UPSTREAM_ERROR', { attempts: 2, upstream: 'InternalError' }),
  'empty-500': fails('UPSTREAM_ERROR', { attempts: 2 }),
  unavailable: fails('UPSTREAM_UNAVAILABLE', { attempts: 2, upstream: 'ServiceUnavailable' }),
  'gateway-timeout': fails('UPSTREAM_TIMEOUT', { attempts: 2 }),
  throttled: fails('UPSTREAM_THROTTLED', { upstream: 'Throttling.User', waitMs: MINUTE_MS }),
  'throttled-429': fails('UPSTREAM_THROTTLED', { upstream: 'Throttling.User', waitMs: MINUTE_MS }),
  'throttled-api': fails('UPSTREAM_THROTTLED', { upstream: 'Throttling.Api', waitMs: 6_000 }),
  'throttled-503': fails('UPSTREAM_THROTTLED', { upstream: 'Throttling', waitMs: MINUTE_MS }),
  'signature-mismatch': fails('CREDENTIALS_REJECTED', { reason: 'signature' }),
  'incomplete-signature': fails('CREDENTIALS_REJECTED', { reason: 'signature' }),
  'clock-skew': lists(LISTED, { attempts: 2 }),
  'nonce-used': lists(LISTED, { attempts: 2, times: 1 }),
  'sts-expired': fails('CREDENTIALS_EXPIRED', { upstream: 'InvalidSecurityToken.Expired' }),
  'sts-malformed': fails('CREDENTIALS_REJECTED', { reason: 'token' }),
  'ak-not-found': fails('CREDENTIALS_REJECTED', { reason: 'not-found' }),
  'ak-inactive': fails('CREDENTIALS_REJECTED', { reason: 'inactive' }),
  'no-permission': fails('PERMISSION_DENIED', { upstream: 'NoPermission' }),
  'forbidden-ram': fails('PERMISSION_DENIED', { upstream: 'Forbidden.RAM' }),
  'risk-control': fails('ACCOUNT_BLOCKED', { reason: 'risk-control' }),
  arrears: fails('ACCOUNT_BLOCKED', { reason: 'arrears' }),
  'invalid-param': fails('UPSTREAM_REJECTED', { upstream: 'InvalidParam' }),
  'invalid-region': fails('UPSTREAM_REJECTED', { upstream: 'InvalidRegionId.NotFound' }),
  'unknown-code': fails('UPSTREAM_REJECTED', { upstream: 'Brand.New.Code' }),
  'no-code': fails('UPSTREAM_REJECTED'),
  'error-in-200': fails('UPSTREAM_ERROR', { attempts: 2, upstream: 'InternalError' }),
  'leaky-error': fails('UPSTREAM_REJECTED'),
}

type Failing = Extract<Expected, { code: FailureCode }>
type Listing = Extract<Expected, { list: unknown }>

function fails(code: FailureCode, more: Partial<Failing> = {}): Expected {
  return { attempts: 1, code, ...more }
}

function lists(list: unknown, more: Partial<Listing> = {}): Expected {
  return { attempts: 1, list, ...more }
}

/** The faults that make a read fail. */
export const FAILING = FAULT_NAMES.flatMap((name) => {
  const expected = FAULTS[name]
  return 'code' in expected ? [[name, expected] as const] : []
})
/** The faults that still lead to a list. */
export const LISTING = FAULT_NAMES.flatMap((name) => {
  const expected = FAULTS[name]
  return 'list' in expected ? [[name, expected] as const] : []
})
