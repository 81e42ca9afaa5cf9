import type { Failure } from '#contract/failures.ts'
import type { Result } from '#contract/result.ts'
import { QUOTA_WAIT_MS, UPSTREAM_CALL_MS } from '#contract/timeouts.ts'

import type { Clock } from '../clock.ts'
import { createUpstreamClock, describeSkew } from './clock-skew.ts'
import type { CredentialSource } from './credentials.ts'
import { failure } from './failures.ts'
import { API_VERSION, requestIdOf } from './operations.ts'
import { type AttemptResult, parseResponse } from './parse-response.ts'
import type { RateLimiter, Refusal } from './rate-limiter.ts'
import { createRetryPolicy, type SignedWith } from './retry-policy.ts'
import { canonicalQuery, signedHeaders } from './sign.ts'
import type { Priority } from './sliding-window.ts'
import { TransportError } from './transport-error.ts'
import type { Transport } from './transport.ts'

/** One operation with its parameters, and where it goes. */
type ApiRequest = {
  /** Scheme, host and port. */
  origin: string
  action: 'ListRegions' | 'ListImages'
  query: Readonly<Record<string, string>>
}

/** One finished call, for log and metrics; nothing in it is secret. */
export type CallEvent = {
  operation: string
  regionId: string | null
  priority: Priority
  /** Requests sent: 0 without credentials or a permit, 2 at most. */
  attempts: number
  durationMs: number
  failure: Failure | null
  /** The upstream's ID of a success; that of a failure is in the failure. */
  requestId: string | null
  /** How far this machine's clock is behind the upstream's, if this call found out. */
  clockBehindMs?: number
}

export type CallOptions = {
  credentials: CredentialSource
  transport: Transport
  clock: Clock
  /** In [0, 1). */
  random: () => number
  nonce: () => string
  rateLimiters: Readonly<Record<ApiRequest['action'], RateLimiter>>
  onCall?: (event: CallEvent) => void
}

type Call = <T>(
  request: ApiRequest,
  priority: Priority,
  parse: (body: unknown) => Result<T>,
) => Promise<Result<T>>

/** `signedWith` is set once a request was sent. */
type Attempt = AttemptResult & { signedWith?: SignedWith }
type Attempts = Attempt & { attempts: number; clockBehindMs?: number }

/**
 * Makes calls: credentials, rate limiter, signature, transport, parser, and at most one retry, all within one deadline.
 * Calls share the retry budget and what was learned of the upstream's clock.
 */
export function createCall(options: CallOptions): Call {
  const { credentials, transport, clock, random, nonce, rateLimiters } = options
  const upstreamClock = createUpstreamClock(clock)
  const retryPolicy = createRetryPolicy({ credentials, clock, random, upstreamClock })

  async function attempt(request: ApiRequest, priority: Priority, deadline: Deadline): Promise<Attempt> {
    const keys = await credentials.get(deadline.signal)
    if (!keys.ok) return { outcome: keys }
    const rateLimiter = rateLimiters[request.action]
    const permit = await rateLimiter.acquire(priority, Math.min(QUOTA_WAIT_MS, deadline.remainingMs()))
    if (!permit.granted) return { outcome: refusedCall(permit) }
    const signedWith = { credentials: keys.value, date: upstreamClock.now() }
    const result = await send(request, signedWith, nonce(), transport, deadline.signal).finally(permit.end)
    const failed = result.outcome.ok ? null : result.outcome.failure
    if (failed?.code === 'UPSTREAM_THROTTLED') rateLimiter.pauseFor(failed.retryAfterMs ?? 0)
    if (failed?.code === 'CREDENTIALS_REJECTED') credentials.refresh(keys.value)
    return { ...result, outcome: describeSkew(result.outcome, result.dateMs, clock), signedWith }
  }

  async function attemptTwice(
    request: ApiRequest,
    priority: Priority,
    deadline: Deadline,
  ): Promise<Attempts> {
    const first = await attempt(request, priority, deadline)
    if (first.signedWith === undefined) return { ...first, attempts: 0 }
    const once = { ...first, attempts: 1 }
    if (first.outcome.ok || !(await retryPolicy.shouldRetry(first, first.signedWith, deadline.signal)))
      return once
    if (deadline.signal.aborted) return once
    // A server that has just failed may be about to hang up, which would say nothing about the service.
    if (first.retryReason === 'transient') transport.closeIdle()
    const second = await attempt(request, priority === 'sweep' ? 'sweep' : 'view', deadline)
    // A retry that was not sent says nothing about the first attempt.
    if (second.signedWith === undefined) return once
    const learned = first.retryReason === 'clock' && { clockBehindMs: upstreamClock.behindMs() }
    return { ...second, ...learned, attempts: 2 }
  }

  return async (request, priority, parse) => {
    const startedMs = clock.monotonicMs()
    const deadline = createDeadline(UPSTREAM_CALL_MS, clock)
    const result = await attemptTwice(request, priority, deadline).finally(deadline.cancel)
    const { requestId = null, attempts, clockBehindMs } = result
    const outcome = withRequestId(result.outcome.ok ? parse(result.outcome.value) : result.outcome, requestId)
    if (outcome.ok) retryPolicy.recordSuccess()
    options.onCall?.({
      operation: request.action,
      regionId: request.query['RegionId'] ?? null,
      priority,
      attempts,
      durationMs: clock.monotonicMs() - startedMs,
      failure: outcome.ok ? null : outcome.failure,
      requestId: result.outcome.ok ? (requestIdOf(result.outcome.value) ?? requestId) : null,
      ...(clockBehindMs !== undefined && { clockBehindMs }),
    })
    return outcome
  }
}

/** Sends one freshly signed request and parses the response. Never throws for anything an upstream can do. */
async function send(
  { origin, action, query }: ApiRequest,
  { credentials, date }: SignedWith,
  nonce: string,
  transport: Transport,
  signal: AbortSignal,
): Promise<AttemptResult> {
  const search = canonicalQuery(query)
  const url = new URL(search === '' ? '/' : `/?${search}`, origin)
  const request = { method: 'POST', host: url.host, action, version: API_VERSION, query } as const
  try {
    const response = await transport.post(url, signedHeaders(request, credentials, { date, nonce }), signal)
    return parseResponse(response, { action, accessKeyId: credentials.accessKeyId })
  } catch (error) {
    if (!(error instanceof TransportError)) throw error
    const { code, message, reason, retry, isStale } = error
    const outcome = { ok: false, failure: failure(code, message, { ...(reason && { reason }) }) } as const
    return { outcome, ...(retry && { retryReason: isStale ? 'stale' : 'transient' }) }
  }
}

/** Support asks for the request ID first, so a failure without one takes that of the response header. */
function withRequestId<T>(outcome: Result<T>, requestId: string | null): Result<T> {
  if (outcome.ok || outcome.failure.upstream === null) return outcome
  const { upstream } = outcome.failure
  return {
    ok: false,
    failure: { ...outcome.failure, upstream: { ...upstream, requestId: upstream.requestId ?? requestId } },
  }
}

function refusedCall({ retryAfterMs, throttled }: Refusal): Result<never> {
  if (throttled) {
    const detail = 'Alibaba Cloud asked us to wait; no call goes out until then.'
    return { ok: false, failure: failure('UPSTREAM_THROTTLED', detail, { retryAfterMs }) }
  }
  const detail = 'The calls of this minute are used up; this server stays below the limit of Alibaba Cloud.'
  return { ok: false, failure: failure('LOCAL_QUOTA', detail, { retryAfterMs }) }
}

type Deadline = {
  signal: AbortSignal
  remainingMs(): number
  /** Stops the timer once the call is over. */
  cancel: () => void
}

function createDeadline(limitMs: number, clock: Clock): Deadline {
  const controller = new AbortController()
  const endMs = clock.monotonicMs() + limitMs
  return {
    signal: controller.signal,
    remainingMs: () => Math.max(0, endMs - clock.monotonicMs()),
    cancel: clock.after(limitMs, () => controller.abort()),
  }
}
