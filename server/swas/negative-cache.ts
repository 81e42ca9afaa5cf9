import type { Failure } from '#contract/failures.ts'

import type { Clock } from '../clock.ts'

/** A call, as far as its failure depends on it: an operation in a region, with its other parameters. */
export type FailedCall = { action: string; regionId: string; query: Readonly<Record<string, string>> }

/** Remembers failures that will not go away soon, so that a reload storm does not spend the rate limit on them. */
export type NegativeCache = {
  get(call: FailedCall): Failure | undefined
  /** Stores a failure if every caller would get it. */
  store(call: FailedCall, failure: Failure): void
}

const TTL_MS = 30_000
const LASTING = new Set<Failure['code']>([
  'CREDENTIALS_REJECTED',
  'CREDENTIALS_EXPIRED',
  'PERMISSION_DENIED',
  'ACCOUNT_BLOCKED',
  'CLOCK_SKEW',
])

/** Credentials and permissions fail for a whole region, a rejected parameter only for the same parameters. */
export function createNegativeCache(clock: Clock): NegativeCache {
  const entries = new Map<string, { failure: Failure; expiresMs: number }>()

  function removeExpired() {
    for (const [key, { expiresMs }] of entries) if (expiresMs <= clock.monotonicMs()) entries.delete(key)
  }

  return {
    get: (call) => {
      removeExpired()
      return (entries.get(regionKey(call)) ?? entries.get(queryKey(call)))?.failure
    },
    store: (call, failure) => {
      const entry = { failure, expiresMs: clock.monotonicMs() + TTL_MS }
      if (LASTING.has(failure.code)) entries.set(regionKey(call), entry)
      if (failure.code === 'UPSTREAM_REJECTED') entries.set(queryKey(call), entry)
    },
  }
}

function regionKey({ action, regionId }: FailedCall): string {
  return JSON.stringify([action, regionId])
}

function queryKey({ action, regionId, query }: FailedCall): string {
  return JSON.stringify([action, regionId, query])
}
