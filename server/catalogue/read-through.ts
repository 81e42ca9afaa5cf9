import { type Failure, ownFailure } from '#contract/failures.ts'
import { ALL_REGIONS } from '#contract/images.ts'
import { FIRST_READ_MS } from '#contract/timeouts.ts'

import type { Clock } from '../clock.ts'
import type { RefreshQueue } from './refresh/refresh-queue.ts'
import type { Refresher } from './refresh/refresher.ts'
import type { RegionCache } from './region-cache.ts'
import { coolDownFailure } from './region-state.ts'
import type { RegionChoice, RegionList } from './regions.ts'

type Options = {
  cache: RegionCache
  regionList: RegionList
  refresher: Refresher
  queue: RefreshQueue
  clock: Clock
}

const RETRY_AFTER_MS = 5_000
const STILL_WAITING = ownFailure(
  'UPSTREAM_TIMEOUT',
  'Other calls are taking long; this region will be read after them.',
  RETRY_AFTER_MS,
)

/** Makes sure that a query of some regions can be answered. Returns the failure if it cannot. */
export type ReadThrough = (choice: RegionChoice, regionIds: readonly string[]) => Promise<Failure | null>

/**
 * A region on its own is read now if it never was; that is all that a query ever waits for. Everything else that is due
 * is enqueued.
 */
export function createReadThrough({ cache, regionList, refresher, queue, clock }: Options): ReadThrough {
  const isDue = (regionId: string) => refresher.dueInMs(regionId, 'bulk') === 0
  const enqueueDue = (regionIds: readonly string[]) => queue.enqueue(regionIds.filter(isDue), 'view')

  /**
   * Reads a region for the first time. During the cool-down after a failure it is not asked again. The read goes on if
   * it takes longer than the query can wait.
   */
  async function readFirst(regionId: string): Promise<Failure | null> {
    const remembered = coolDownFailure(cache.get(regionId), clock.monotonicMs())
    if (remembered !== null && !refresher.isRefreshing(regionId)) return remembered
    const late = Promise.withResolvers<Failure>()
    const cancel = clock.after(FIRST_READ_MS, () => late.resolve(STILL_WAITING))
    const failure = await Promise.race([refresher.refresh(regionId, 'operator'), late.promise]).finally(
      cancel,
    )
    return cache.get(regionId).snapshot === null ? failure : null
  }

  return async (choice, regionIds) => {
    const [only = ''] = regionIds
    if (choice === ALL_REGIONS) regionList.whenReady(() => enqueueDue(regionList.ids()))
    else if (regionIds.length > 1) enqueueDue(regionIds)
    else if (cache.get(only).snapshot === null) return readFirst(only)
    else if (refresher.dueInMs(only, 'single') === 0) queue.enqueue([only], 'view', 'first')
    return null
  }
}
