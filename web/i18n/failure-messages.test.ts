import { describe, expect, test } from 'vitest'

import { type FailureCode, FAILURES } from '#contract/failure-codes.ts'
import { FAILURE_REASONS, type FailureReason } from '#contract/failures.ts'

import { type ApiFailure, PAGE_FAILURE_CODES, type PageFailureCode } from '../api/errors.ts'
import { en } from './en.ts'
import { failureMessage } from './failure-messages.ts'
import { zhCn } from './zh-cn.ts'

const UPSTREAM = { code: 'Some.Code', status: 400, requestId: '0A1B2C3D-4E5F-6789-ABCD-EF0123456789' }

/** The HTTP status of each failure (null: only the page sees it), and whether to wait or to fix something. */
const CODES: Record<FailureCode | PageFailureCode, [status: number | null, helps: 'wait' | 'fix']> = {
  INVALID_REQUEST: [400, 'fix'],
  INVALID_REGION: [400, 'fix'],
  UNAUTHENTICATED: [401, 'fix'],
  FORBIDDEN: [403, 'fix'],
  NOT_FOUND: [404, 'fix'],
  METHOD_NOT_ALLOWED: [405, 'fix'],
  PAYLOAD_TOO_LARGE: [413, 'fix'],
  URI_TOO_LONG: [414, 'fix'],
  UNSUPPORTED_MEDIA_TYPE: [415, 'fix'],
  MISDIRECTED: [421, 'fix'],
  TOO_MANY_REQUESTS: [429, 'wait'],
  INTERNAL: [500, 'wait'],
  DRAINING: [503, 'wait'],
  UPSTREAM_UNREACHABLE: [502, 'wait'],
  UPSTREAM_TIMEOUT: [504, 'wait'],
  UPSTREAM_TLS: [502, 'fix'],
  UPSTREAM_BAD_RESPONSE: [502, 'wait'],
  UPSTREAM_NOT_JSON: [502, 'fix'],
  UPSTREAM_TOO_LARGE: [502, 'fix'],
  UPSTREAM_BAD_SHAPE: [502, 'fix'],
  UPSTREAM_ERROR: [502, 'wait'],
  UPSTREAM_UNAVAILABLE: [503, 'wait'],
  UPSTREAM_THROTTLED: [503, 'wait'],
  UPSTREAM_REJECTED: [502, 'fix'],
  LOCAL_QUOTA: [503, 'wait'],
  CREDENTIALS_MISSING: [502, 'fix'],
  CREDENTIALS_REJECTED: [502, 'fix'],
  CREDENTIALS_EXPIRED: [502, 'fix'],
  PERMISSION_DENIED: [502, 'fix'],
  ACCOUNT_BLOCKED: [502, 'fix'],
  CLOCK_SKEW: [502, 'fix'],
  BACKEND_UNREACHABLE: [null, 'wait'],
  OFFLINE: [null, 'wait'],
  BAD_ANSWER: [null, 'fix'],
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

function messagesFor(failure: ApiFailure) {
  return [en, zhCn].map((messages) => failureMessage(failure, messages, 'cn-hangzhou'))
}

describe('a failure says what happened, where, and what to do', () => {
  test.each(KINDS)('%s', (code, status, helps) => {
    const failure = failureOf(code)
    const [english, chinese] = messagesFor(failure)
    for (const message of [english, chinese]) {
      expect(message?.facts.map(([, value]) => value)).toEqual([
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

  test.each(FAILURE_REASONS)('more precisely, if the reason is known: %s', (reason) => {
    const general = messagesFor(failureOf('UPSTREAM_UNREACHABLE'))
    const [english, chinese] = messagesFor(failureOf('UPSTREAM_UNREACHABLE', reason))
    expect(english?.title).not.toBe(general[0]?.title)
    expect(english?.nextStep).toMatch(/^[A-Z][^\p{Script=Han}]{9,}\.$/u)
    expect(chinese?.title).toMatch(/\p{Script=Han}{3}/u)
    expect(chinese?.nextStep).toMatch(/\p{Script=Han}.*。$/u)
    expect(new Set(FAILURE_REASONS.map((name) => en.failures.reasons[name][0])).size).toBe(
      FAILURE_REASONS.length,
    )
  })
})
