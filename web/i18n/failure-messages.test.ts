import { describe, expect, test } from 'vitest'

import { FAILURE_REASONS, type FailureCode, type FailureReason, FAILURES } from '#contract/failures.ts'

import { type ApiFailure, PAGE_FAILURE_CODES, type PageFailureCode } from '../api/errors.ts'
import { en } from './en.ts'
import { failureMessage } from './failure-messages.ts'
import { zhCn } from './zh-cn.ts'

const UPSTREAM = { code: 'Some.Code', status: 400, requestId: '0A1B2C3D-4E5F-6789-ABCD-EF0123456789' }

/** Each kind of failure: how the server answers it, and whether waiting helps. */
const CODES: Record<FailureCode | PageFailureCode, [status: number | null, helps: 'wait' | 'mend']> = {
  INVALID_REQUEST: [400, 'mend'],
  INVALID_REGION: [400, 'mend'],
  UNAUTHENTICATED: [401, 'mend'],
  FORBIDDEN: [403, 'mend'],
  NOT_FOUND: [404, 'mend'],
  METHOD_NOT_ALLOWED: [405, 'mend'],
  PAYLOAD_TOO_LARGE: [413, 'mend'],
  URI_TOO_LONG: [414, 'mend'],
  UNSUPPORTED_MEDIA_TYPE: [415, 'mend'],
  MISDIRECTED: [421, 'mend'],
  TOO_MANY_REQUESTS: [429, 'wait'],
  INTERNAL: [500, 'wait'],
  DRAINING: [503, 'wait'],
  UPSTREAM_UNREACHABLE: [502, 'wait'],
  UPSTREAM_TIMEOUT: [504, 'wait'],
  UPSTREAM_TLS: [502, 'mend'],
  UPSTREAM_BAD_RESPONSE: [502, 'wait'],
  UPSTREAM_NOT_JSON: [502, 'mend'],
  UPSTREAM_TOO_LARGE: [502, 'mend'],
  UPSTREAM_BAD_SHAPE: [502, 'mend'],
  UPSTREAM_ERROR: [502, 'wait'],
  UPSTREAM_UNAVAILABLE: [503, 'wait'],
  UPSTREAM_THROTTLED: [503, 'wait'],
  UPSTREAM_REJECTED: [502, 'mend'],
  LOCAL_QUOTA: [503, 'wait'],
  CREDENTIALS_MISSING: [502, 'mend'],
  CREDENTIALS_REJECTED: [502, 'mend'],
  CREDENTIALS_EXPIRED: [502, 'mend'],
  PERMISSION_DENIED: [502, 'mend'],
  ACCOUNT_BLOCKED: [502, 'mend'],
  CLOCK_SKEW: [502, 'mend'],
  BACKEND_UNREACHABLE: [null, 'wait'],
  OFFLINE: [null, 'wait'],
  BAD_ANSWER: [null, 'mend'],
}
const ANSWERS = new Map<string, unknown>(
  Object.entries(FAILURES).map(([code, { status, retryable }]) => [code, { status, retryable }]),
)
const KINDS = [...keysOf(FAILURES), ...PAGE_FAILURE_CODES].map((code) => [code, ...CODES[code]] as const)

function keysOf(failures: typeof FAILURES): FailureCode[] {
  return Object.keys(failures).filter((code): code is FailureCode => code in failures)
}

function failureOf(code: FailureCode | PageFailureCode, reason?: FailureReason): ApiFailure {
  const retryAfterMs = CODES[code][1] === 'wait' ? 15_000 : null
  const retryable = retryAfterMs !== null
  return {
    code,
    detail: '',
    retryable,
    retryAfterMs,
    upstream: UPSTREAM,
    ref: 'ref-1',
    ...(reason && { reason }),
  }
}

function everythingSaid(failure: ApiFailure) {
  return [en, zhCn].map((messages) => failureMessage(failure, messages, 'cn-hangzhou'))
}

describe('a failure says what happened, where, and what to do now', () => {
  test.each(KINDS)('%s', (code, status, helps) => {
    const failure = failureOf(code)
    const [english, chinese] = everythingSaid(failure)
    for (const words of [english, chinese]) {
      expect(words?.facts.map(([, value]) => value)).toEqual([
        'cn-hangzhou',
        'Some.Code',
        UPSTREAM.requestId,
        'ref-1',
      ])
    }
    expect(english?.title).toMatch(/^[A-Z][^\p{Script=Han}]{9,}$/u)
    expect(english?.nextStep).toMatch(/^[A-Z][^\p{Script=Han}]{9,}\.$/u)
    expect(chinese?.title).toMatch(/\p{Script=Han}{3}/u)
    expect(chinese?.nextStep).toMatch(/\p{Script=Han}.*。$/u)
    expect(ANSWERS.get(code)).toEqual(status === null ? undefined : { status, retryable: helps === 'wait' })
  })

  test.each(FAILURE_REASONS)('and more narrowly where the cause is known: %s', (reason) => {
    const general = everythingSaid(failureOf('UPSTREAM_UNREACHABLE'))
    const [english, chinese] = everythingSaid(failureOf('UPSTREAM_UNREACHABLE', reason))
    expect(english?.title).not.toBe(general[0]?.title)
    expect(english?.nextStep).toMatch(/^[A-Z][^\p{Script=Han}]{9,}\.$/u)
    expect(chinese?.title).toMatch(/\p{Script=Han}{3}/u)
    expect(chinese?.nextStep).toMatch(/\p{Script=Han}.*。$/u)
    expect(new Set(FAILURE_REASONS.map((name) => en.failures.reasons[name][0])).size).toBe(
      FAILURE_REASONS.length,
    )
  })
})
