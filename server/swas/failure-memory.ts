import type { Failure } from '#contract/failures.ts'

import type { Clock } from './clock.ts'

/** Failures that will stay for a while, by call: a reload storm must not spend the quota on them. */
export type FailureMemory = {
  recall(key: string): Failure | undefined
  /** Keeps a failure, if it is one that stays whoever asks. */
  keep(key: string, failure: Failure): void
}

const KEPT_MS = 30_000
const STAYS = new Set<Failure['code']>([
  'CREDENTIALS_REJECTED',
  'CREDENTIALS_EXPIRED',
  'PERMISSION_DENIED',
  'ACCOUNT_BLOCKED',
  'UPSTREAM_REJECTED',
  'CLOCK_SKEW',
])

export function createFailureMemory(clock: Clock): FailureMemory {
  const kept = new Map<string, { failure: Failure; untilMs: number }>()

  function forgetOld() {
    for (const [key, { untilMs }] of kept) if (untilMs <= clock.monotonicMs()) kept.delete(key)
  }

  return {
    recall: (key) => {
      forgetOld()
      return kept.get(key)?.failure
    },
    keep: (key, failure) => {
      if (STAYS.has(failure.code)) kept.set(key, { failure, untilMs: clock.monotonicMs() + KEPT_MS })
    },
  }
}
