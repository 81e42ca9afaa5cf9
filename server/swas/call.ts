import type { Failure } from '#contract/failures.ts'
import type { Outcome } from '#contract/result.ts'
import { QUOTA_WAIT_MS, UPSTREAM_CALL_MS } from '#contract/timeouts.ts'

import type { Clock } from '../clock.ts'
import { attempt, type Call } from './attempt.ts'
import { createUpstreamClock, isSkewed, skewWords } from './clock-skew.ts'
import type { CredentialSource } from './credentials.ts'
import { createDeadline, type Deadline } from './deadline.ts'
import { failure } from './failures.ts'
import { requestIdOf } from './operations.ts'
import type { Leave, Quota } from './rate-limiter.ts'
import type { Attempt } from './read-error.ts'
import { createRetryBudget } from './retry-policy.ts'
import { createSecondChance, type Signed } from './second-chance.ts'
import type { Priority } from './sliding-window.ts'
import type { Transport } from './transport.ts'

/** One finished call, for log and metrics; no part of it is secret. */
export type CallEvent = {
  operation: string
  regionId: string | null
  priority: Priority
  /** Requests that were sent: 0 where the quota or the keys did not allow any, 2 at most. */
  attempts: number
  durationMs: number
  failure: Failure | null
  /** The upstream's name of a success; that of a failure is in the failure. */
  requestId: string | null
  /** How far this machine's clock is behind the upstream's, where this call found out. */
  clockBehindMs?: number
}

export type CallerOptions = {
  credentials: CredentialSource
  transport: Transport
  clock: Clock
  /** In [0, 1). */
  random: () => number
  nonce: () => string
  quotaOf: (action: Call['action']) => Quota
  onCall?: (event: CallEvent) => void
}

/** Makes one call of an operation: keys, leave of the quota, at most two attempts, one deadline, a checked answer. */
export type Caller = <T>(
  call: Call,
  priority: Priority,
  parse: (body: unknown) => Outcome<T>,
) => Promise<Outcome<T>>

/** `signed` is there once a request was sent. */
type Try = Attempt & { signed?: Signed }
type Tries = Try & { attempts: number; clockBehindMs?: number }

/** Remembers what calls learn of each other: the retry budget and the upstream's clock. */
export function createCaller(options: CallerOptions): Caller {
  const { credentials, transport, clock, random, nonce, quotaOf } = options
  const budget = createRetryBudget(clock)
  const upstreamClock = createUpstreamClock(clock)
  const prepare = createSecondChance({ credentials, clock, random, budget, upstreamClock })

  async function tryOnce(call: Call, priority: Priority, deadline: Deadline): Promise<Try> {
    const keys = await credentials.get(deadline.signal)
    if (!keys.ok) return { outcome: keys }
    const quota = quotaOf(call.action)
    const leave = await quota.take(priority, Math.min(QUOTA_WAIT_MS, deadline.remainingMs()))
    if (!leave.granted) return { outcome: refused(leave) }
    const signed = { keys: keys.value, date: upstreamClock.now() }
    const moment = { date: signed.date, nonce: nonce() }
    const answer = await attempt(call, signed.keys, moment, transport, deadline.signal).finally(leave.end)
    const failure = answer.outcome.ok ? null : answer.outcome.failure
    if (failure?.code === 'UPSTREAM_THROTTLED') quota.closeFor(failure.retryAfterMs ?? 0)
    if (failure?.code === 'CREDENTIALS_REJECTED') credentials.refresh(signed.keys)
    return { ...answer, outcome: withSkew(answer, clock), signed }
  }

  async function tryTwice(call: Call, priority: Priority, deadline: Deadline): Promise<Tries> {
    const first = await tryOnce(call, priority, deadline)
    const once = { ...first, attempts: first.signed === undefined ? 0 : 1 }
    if (first.outcome.ok || !(await prepare(first, first.signed, deadline.signal)) || deadline.signal.aborted)
      return once
    // Who has just failed may be about to hang up; that would say nothing of the service.
    if (first.again === 'transient') transport.closeIdle()
    const second = await tryOnce(call, priority === 'sweep' ? 'sweep' : 'view', deadline)
    // A second attempt that may not be made says nothing about the first.
    if (second.signed === undefined) return once
    const learnt = first.again === 'clock' && { clockBehindMs: upstreamClock.behindMs() }
    return { ...second, ...learnt, attempts: 2 }
  }

  return async (call, priority, parse) => {
    const startedMs = clock.monotonicMs()
    const deadline = createDeadline(UPSTREAM_CALL_MS, clock)
    const result = await tryTwice(call, priority, deadline).finally(() => deadline.cancel())
    const { requestId = null } = result
    const outcome = named(result.outcome.ok ? parse(result.outcome.value) : result.outcome, requestId)
    if (outcome.ok) budget.success()
    options.onCall?.({
      operation: call.action,
      regionId: call.query['RegionId'] ?? null,
      priority,
      attempts: result.attempts,
      durationMs: clock.monotonicMs() - startedMs,
      failure: outcome.ok ? null : outcome.failure,
      requestId: result.outcome.ok ? (requestIdOf(result.outcome.value) ?? requestId) : null,
      ...(result.clockBehindMs !== undefined && { clockBehindMs: result.clockBehindMs }),
    })
    return outcome
  }
}

/** A failure without a request ID takes that of the header: it is what support asks for first. */
function named<T>(outcome: Outcome<T>, requestId: string | null): Outcome<T> {
  if (outcome.ok || outcome.failure.upstream === null) return outcome
  const { upstream } = outcome.failure
  const found = upstream.requestId ?? requestId
  return { ok: false, failure: { ...outcome.failure, upstream: { ...upstream, requestId: found } } }
}

/** A refused date says more where the upstream's own date came with it. */
function withSkew({ outcome, dateMs }: Attempt, clock: Clock): Outcome<unknown> {
  if (outcome.ok || outcome.failure.code !== 'CLOCK_SKEW' || dateMs === undefined) return outcome
  const behindMs = dateMs - clock.wallMs()
  if (!isSkewed(behindMs)) return outcome
  return { ok: false, failure: { ...outcome.failure, detail: skewWords(behindMs) } }
}

function refused({ retryAfterMs, throttled }: Exclude<Leave, { granted: true }>): Outcome<never> {
  if (throttled) {
    const detail = 'Alibaba Cloud asked us to wait; no call goes out until then.'
    return { ok: false, failure: failure('UPSTREAM_THROTTLED', detail, { retryAfterMs }) }
  }
  const detail = 'The calls of this minute are used up; this server keeps below the limit of Alibaba Cloud.'
  return { ok: false, failure: failure('LOCAL_QUOTA', detail, { retryAfterMs }) }
}
