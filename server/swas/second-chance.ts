import { type Clock, sleep } from '../clock.ts'
import type { UpstreamClock } from './clock-skew.ts'
import type { CredentialSource } from './credentials.ts'
import type { Attempt } from './read-error.ts'
import { backoffMs, type RetryBudget } from './retry-policy.ts'
import type { Credentials } from './sign.ts'

type Options = {
  credentials: CredentialSource
  clock: Clock
  /** In [0, 1). */
  random: () => number
  budget: RetryBudget
  upstreamClock: UpstreamClock
}

/** What a request was signed with. */
export type Signed = { keys: Credentials; date: Date }

/** A date that was nearer to the upstream's own was not refused for being wrong. */
const MEANINGFUL_SKEW_MS = 60_000

/**
 * Makes ready for a second attempt, and says whether there may be one. Attempts that only hope are a share of the
 * traffic; one that corrects what was wrong, keys or date, may always be made, but only where it is corrected. So may
 * one on a new connection in place of a kept one that had died: there is one of these for each answer at most.
 */
export function createSecondChance({ credentials, clock, random, budget, upstreamClock }: Options) {
  async function areRenewed(keys: Credentials, signal: AbortSignal): Promise<boolean> {
    if (!credentials.canRefresh) return false
    credentials.refresh(keys)
    const found = await credentials.get(signal)
    return found.ok && found.value.securityToken !== keys.securityToken
  }

  function isCorrected(date: Date, dateMs: number | undefined): boolean {
    if (dateMs === undefined || Math.abs(dateMs - date.getTime()) < MEANINGFUL_SKEW_MS) return false
    return upstreamClock.learn(dateMs)
  }

  return async (
    { again, dateMs }: Attempt,
    signed: Signed | undefined,
    signal: AbortSignal,
  ): Promise<boolean> => {
    if (again === undefined || signed === undefined) return false
    if (again === 'clock') return isCorrected(signed.date, dateMs)
    if (again === 'token') return areRenewed(signed.keys, signal)
    if (again === 'stale') return true
    if (!budget.spend()) return false
    if (again === 'transient') await sleep(backoffMs(random()), { clock, signal })
    return true
  }
}
