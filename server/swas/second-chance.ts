import { type Clock, pause } from './clock.ts'
import type { CredentialSource } from './credentials.ts'
import type { Attempt } from './read-error.ts'
import { backoffMs, type RetryBudget } from './retry.ts'
import type { Credentials } from './sign.ts'
import type { UpstreamClock } from './upstream-clock.ts'

type Options = {
  credentials: CredentialSource
  clock: Clock
  /** In [0, 1). */
  random: () => number
  budget: RetryBudget
  upstreamClock: UpstreamClock
}

/**
 * Makes ready for a second attempt, and says whether there may be one. What the first has taught about the clock or
 * the keys is kept for later calls even where the budget has nothing left for this one.
 */
export function createSecondChance({ credentials, clock, random, budget, upstreamClock }: Options) {
  async function areRenewed(used: Credentials): Promise<boolean> {
    if (!credentials.canRefresh) return false
    credentials.refresh(used)
    const keys = await credentials.get()
    return keys.ok && keys.value.securityToken !== used.securityToken
  }

  return async ({ again, dateMs }: Attempt, used: Credentials | undefined): Promise<boolean> => {
    if (again === undefined || used === undefined) return false
    if (again === 'clock' && !upstreamClock.learn(dateMs)) return false
    if (again === 'token' && !(await areRenewed(used))) return false
    if (!budget.spend()) return false
    if (again === 'transient') await pause(backoffMs(random()), clock)
    return true
  }
}
