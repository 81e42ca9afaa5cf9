import { type Clock, sleep } from '../clock.ts'
import type { UpstreamClock } from './clock-skew.ts'
import type { CredentialSource } from './credentials.ts'
import type { AttemptResult } from './parse-response.ts'
import type { Credentials } from './sign.ts'

type RetryPolicyOptions = {
  credentials: CredentialSource
  clock: Clock
  /** In [0, 1). */
  random: () => number
  upstreamClock: UpstreamClock
}

/** What a request was signed with. */
export type SignedWith = { credentials: Credentials; date: Date }

export type RetryPolicy = {
  /** Whether a failed attempt may be repeated; waits and renews credentials as needed, until `signal` aborts. */
  shouldRetry(result: AttemptResult, signedWith: SignedWith, signal: AbortSignal): Promise<boolean>
  recordSuccess(): void
}

/** If the request's date was closer to the upstream's than this, it was not refused for being wrong. */
const MIN_SKEW_MS = 60_000

/**
 * Retries that merely hope draw on a budget. One that corrects the credentials or the date is always allowed, but only
 * if there is something to correct. So is one on a new connection in place of an idle one that had died: each response
 * leaves at most one such connection behind.
 */
export function createRetryPolicy({
  credentials,
  clock,
  random,
  upstreamClock,
}: RetryPolicyOptions): RetryPolicy {
  const budget = createRetryBudget(clock)

  async function isRenewed(refused: Credentials, signal: AbortSignal): Promise<boolean> {
    if (!credentials.canRefresh) return false
    credentials.refresh(refused)
    const renewed = await credentials.get(signal)
    return renewed.ok && renewed.value.securityToken !== refused.securityToken
  }

  function isCorrected(date: Date, dateMs: number | undefined): boolean {
    if (dateMs === undefined || Math.abs(dateMs - date.getTime()) < MIN_SKEW_MS) return false
    return upstreamClock.learn(dateMs)
  }

  return {
    shouldRetry: async ({ retryReason, dateMs }, signedWith, signal) => {
      if (retryReason === undefined) return false
      if (retryReason === 'clock') return isCorrected(signedWith.date, dateMs)
      if (retryReason === 'token') return isRenewed(signedWith.credentials, signal)
      if (retryReason === 'stale') return true
      if (!budget.spend()) return false
      if (retryReason === 'transient') await sleep(backoffMs(random()), { clock, signal })
      return true
    },
    recordSuccess: budget.recordSuccess,
  }
}

/** In tenths of a retry, because ten successes earn one. */
const RETRY = 10
const MAX_TENTHS = 3 * RETRY
const MS_PER_TENTH = 6_000

/**
 * Retries are a share of the traffic: three to begin with, one more a minute, and one more for ten successes. Between a
 * retry and the next success nothing is earned: in an outage every retry is a wasted call. Modelled on Envoy's retry
 * budget, at the rate of ten calls a minute.
 */
function createRetryBudget(clock: Clock) {
  let tenths = MAX_TENTHS
  let filledAtMs = clock.monotonicMs()
  let isHealthy = true

  function fill(more: number) {
    const nowMs = clock.monotonicMs()
    const earned = isHealthy ? (nowMs - filledAtMs) / MS_PER_TENTH : 0
    tenths = Math.min(MAX_TENTHS, tenths + earned + more)
    filledAtMs = nowMs
  }

  return {
    /** Takes one retry out of the budget; false when there is none. */
    spend: () => {
      fill(0)
      isHealthy = false
      if (tenths < RETRY) return false
      tenths -= RETRY
      return true
    },
    recordSuccess: () => {
      fill(1)
      isHealthy = true
    },
  }
}

/** Full jitter over 200 to 800 ms. `random` is in [0, 1). */
function backoffMs(random: number): number {
  return 200 + Math.floor(random * 600)
}
