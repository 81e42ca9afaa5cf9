import type { FailureCode } from '#contract/failures.ts'
import type { Outcome } from '#contract/result.ts'

import { type Asked, upstreamFailure, type UpstreamError } from './failures.ts'
import { ownField, textField } from './json-fields.ts'
import { requestIdOf } from './operations.ts'
import type { HttpAnswer } from './transport.ts'

/** Why a second attempt may help. */
export type SecondChance = 'transient' | 'stale' | 'nonce' | 'clock' | 'token'

/** What one attempt gave: the parsed body of a success, or why there is none. */
export type Attempt = {
  outcome: Outcome<unknown>
  again?: SecondChance
  /** The upstream's own clock, in milliseconds since 1970. */
  dateMs?: number
  /** The upstream's name of the answer, of its header: for answers whose body has none. */
  requestId?: string
}

/** The error that a body holds, whatever the status; and whatever the body, the one that the status says. */
export function errorOf(body: unknown, { status, headers }: HttpAnswer): UpstreamError | undefined {
  const code = textField(body, 'Code') || null
  if (status < 400 && code === null) return undefined
  return {
    code,
    status,
    requestId: requestIdOf(body),
    authAction: textField(ownField(body, 'AccessDeniedDetail'), 'AuthAction') ?? null,
    retryAfterMs: askedMs(headers),
  }
}

/** Alibaba Cloud says milliseconds in a header of its own; gateways say seconds, or a date, which nobody needs here. */
function askedMs(headers: HttpAnswer['headers']): number | null {
  const own = Number(headers['x-acs-retry-after'] ?? Number.NaN)
  const ms = Number.isFinite(own) ? own : Number(headers['retry-after'] ?? Number.NaN) * 1000
  return Number.isFinite(ms) ? ms : null
}

/** A refusal of the upstream's, and whether a second attempt may help. */
export function refused(error: UpstreamError, asked: Asked): Attempt {
  const refusal = upstreamFailure(error, asked)
  const again = secondChance(error.code, refusal.code)
  return { outcome: { ok: false, failure: refusal }, ...(again && { again }) }
}

const SPECIAL = new Map<string, SecondChance>([
  ['SignatureNonceUsed', 'nonce'],
  ['InvalidTimeStamp.Expired', 'clock'],
  ['InvalidSecurityToken.Expired', 'token'],
])
const TRANSIENT = new Set<FailureCode>(['UPSTREAM_ERROR', 'UPSTREAM_UNAVAILABLE', 'UPSTREAM_TIMEOUT'])

function secondChance(upstreamCode: string | null, code: FailureCode): SecondChance | undefined {
  return SPECIAL.get(upstreamCode ?? '') ?? (TRANSIENT.has(code) ? 'transient' : undefined)
}
