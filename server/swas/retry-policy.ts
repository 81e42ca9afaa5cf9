import type { Clock } from '../clock.ts'

/**
 * Retries are a share of the traffic: 3 at first, one more a minute, and one more for ten successes. From the first
 * retry to the next success nothing is added: in an outage every retry is one call more for nothing.
 */
export type RetryBudget = { spend(): boolean; success(): void }

/** In tenths of a retry: ten successes must add up to one. */
const RETRY = 10
const MOST = 3 * RETRY
const MS_PER_TENTH = 6_000

/** A budget that starts full. Source of the idea: the retry budget of Envoy, at the rate of ten calls a minute. */
export function createRetryBudget(clock: Clock): RetryBudget {
  let tenths = MOST
  let filledAtMs = clock.monotonicMs()
  let isHealthy = true

  function fill(more: number) {
    const nowMs = clock.monotonicMs()
    const ripened = isHealthy ? (nowMs - filledAtMs) / MS_PER_TENTH : 0
    tenths = Math.min(MOST, tenths + ripened + more)
    filledAtMs = nowMs
  }

  return {
    spend: () => {
      fill(0)
      isHealthy = false
      if (tenths < RETRY) return false
      tenths -= RETRY
      return true
    },
    success: () => {
      fill(1)
      isHealthy = true
    },
  }
}

/** Milliseconds before a second attempt: full jitter over 200 to 800. `random` is in [0, 1). */
export function backoffMs(random: number): number {
  return 200 + Math.floor(random * 600)
}
