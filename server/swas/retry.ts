import type { Clock } from './clock.ts'

/** Retries are a share of the traffic: 3 at first, one more a minute, and one more for ten successes. */
export type RetryBudget = { spend(): boolean; success(): void }

const MOST_TOKENS = 3
const MINUTE_MS = 60_000
const TOKENS_PER_SUCCESS = 0.1

/** A budget that starts full. Source of the idea: the retry budget of Envoy, at the rate of ten calls a minute. */
export function createRetryBudget(clock: Clock): RetryBudget {
  let tokens = MOST_TOKENS
  let filledAtMs = clock.monotonicMs()

  function fill(more: number) {
    const nowMs = clock.monotonicMs()
    tokens = Math.min(MOST_TOKENS, tokens + (nowMs - filledAtMs) / MINUTE_MS + more)
    filledAtMs = nowMs
  }

  return {
    spend: () => {
      fill(0)
      if (tokens < 1) return false
      tokens -= 1
      return true
    },
    success: () => fill(TOKENS_PER_SUCCESS),
  }
}

/** Milliseconds before a second attempt: full jitter over 200 to 800. `random` is in [0, 1). */
export function backoffMs(random: number): number {
  return 200 + Math.floor(random * 600)
}
