import type { Failure } from '#contract/failures.ts'
import type { Outcome } from '#contract/outcome.ts'

import { attempt, type Attempt, type Call } from './attempt.ts'
import { type Priority } from './call-log.ts'
import type { Clock } from './clock.ts'
import { pause } from './clock.ts'
import type { CredentialSource } from './credentials.ts'
import { failure } from './failures.ts'
import type { Quota } from './quota.ts'
import { backoffMs, createRetryBudget } from './retry.ts'
import type { Credentials } from './sign.ts'
import type { Transport } from './transport.ts'
import { createUpstreamClock } from './upstream-clock.ts'

/** One finished call, for log and metrics; no part of it is secret. */
export type CallEvent = {
  operation: string
  regionId: string | null
  priority: Priority
  attempts: number
  durationMs: number
  failure: Failure | null
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

/** Makes one call of an operation: leave of the quota, keys, at most two attempts, one deadline. */
export type Caller = (call: Call, priority: Priority) => Promise<Outcome<unknown>>

/** One deadline over a whole call: the wait for the quota and every attempt. */
const DEADLINE_MS = 10_000

type Try = Attempt & { used?: Credentials }

/** Remembers what calls learn of each other: the retry budget and the upstream's clock. */
export function createCaller(options: CallerOptions): Caller {
  const { credentials, transport, clock, random, nonce, quotaOf } = options
  const budget = createRetryBudget(clock)
  const upstreamClock = createUpstreamClock(clock)

  async function tryOnce(call: Call, priority: Priority, signal: AbortSignal): Promise<Try> {
    const keys = await credentials.get()
    if (!keys.ok) return { outcome: keys }
    const leave = await quotaOf(call.action).take(priority)
    if (!leave.granted) return { outcome: refused(leave) }
    const moment = { date: upstreamClock.now(), nonce: nonce() }
    const answer = await attempt(call, keys.value, moment, transport, signal).finally(leave.end)
    if (!answer.outcome.ok && answer.outcome.failure.code === 'UPSTREAM_THROTTLED')
      quotaOf(call.action).closeFor(answer.outcome.failure.retryAfterMs ?? 0)
    return { ...answer, used: keys.value }
  }

  /** Makes ready for a second attempt, if there may be one. */
  async function prepare(first: Try): Promise<boolean> {
    const { again, used } = first
    if (!mayHelp(first) || !budget.spend()) return false
    if (again === 'token' && used !== undefined) credentials.refresh(used)
    if (again === 'transient') await pause(backoffMs(random()), clock)
    return true
  }

  function mayHelp({ again, dateMs }: Try): boolean {
    if (again === 'token') return credentials.canRefresh
    return again === 'clock' ? upstreamClock.learn(dateMs) : again !== undefined
  }

  async function tryTwice(call: Call, priority: Priority, signal: AbortSignal) {
    const first = await tryOnce(call, priority, signal)
    if (first.outcome.ok || !(await prepare(first)) || signal.aborted)
      return { outcome: first.outcome, attempts: 1 }
    const second = await tryOnce(call, 'view', signal)
    const none = !second.outcome.ok && second.outcome.failure.code === 'LOCAL_QUOTA'
    return none ? { outcome: first.outcome, attempts: 1 } : { outcome: second.outcome, attempts: 2 }
  }

  return async (call, priority) => {
    const startedMs = clock.monotonicMs()
    const deadline = new AbortController()
    const cancel = clock.after(DEADLINE_MS, () => deadline.abort())
    const { outcome, attempts } = await tryTwice(call, priority, deadline.signal).finally(cancel)
    if (outcome.ok) budget.success()
    options.onCall?.({
      operation: call.action,
      regionId: call.query['RegionId'] ?? null,
      priority,
      attempts,
      durationMs: clock.monotonicMs() - startedMs,
      failure: outcome.ok ? null : outcome.failure,
    })
    return outcome
  }
}

function refused({ retryAfterMs, throttled }: { retryAfterMs: number; throttled: boolean }): Outcome<never> {
  if (throttled) {
    const detail = 'Alibaba Cloud asked us to wait; no call goes out until then.'
    return { ok: false, failure: failure('UPSTREAM_THROTTLED', detail, { retryAfterMs }) }
  }
  const detail = 'The calls of this minute are used up; this server keeps below the limit of Alibaba Cloud.'
  return { ok: false, failure: failure('LOCAL_QUOTA', detail, { retryAfterMs }) }
}
