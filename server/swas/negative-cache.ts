import type { Failure } from '#contract/failures.ts'

import type { Clock } from '../clock.ts'

/** What a failure may be remembered for: an operation in a region, with its other parameters. */
export type Question = { action: string; regionId: string; query: Readonly<Record<string, string>> }

/** Failures that will stay for a while: a reload storm must not spend the quota on them. */
export type FailureMemory = {
  recall(question: Question): Failure | undefined
  /** Keeps a failure, if it is one that stays whoever asks. */
  keep(question: Question, failure: Failure): void
}

const KEPT_MS = 30_000
const STAYS = new Set<Failure['code']>([
  'CREDENTIALS_REJECTED',
  'CREDENTIALS_EXPIRED',
  'PERMISSION_DENIED',
  'ACCOUNT_BLOCKED',
  'CLOCK_SKEW',
])

/** Keys and permissions fail for a region whatever else is asked of it; a parameter for that question alone. */
export function createFailureMemory(clock: Clock): FailureMemory {
  const kept = new Map<string, { failure: Failure; untilMs: number }>()

  function forgetOld() {
    for (const [key, { untilMs }] of kept) if (untilMs <= clock.monotonicMs()) kept.delete(key)
  }

  return {
    recall: (question) => {
      forgetOld()
      return (kept.get(regionKey(question)) ?? kept.get(questionKey(question)))?.failure
    },
    keep: (question, failure) => {
      const entry = { failure, untilMs: clock.monotonicMs() + KEPT_MS }
      if (STAYS.has(failure.code)) kept.set(regionKey(question), entry)
      if (failure.code === 'UPSTREAM_REJECTED') kept.set(questionKey(question), entry)
    },
  }
}

function regionKey({ action, regionId }: Question): string {
  return JSON.stringify([action, regionId])
}

function questionKey({ action, regionId, query }: Question): string {
  return JSON.stringify([action, regionId, query])
}
