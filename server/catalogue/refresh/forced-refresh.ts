import type { RefreshAnswer, SnapshotState } from '#contract/images.ts'

import type { Clock } from '../../clock.ts'
import type { RegionCache } from '../region-cache.ts'
import type { RefreshQueue } from './refresh-queue.ts'
import type { Refresher } from './refresher.ts'

/** A region can be forced at most once in this time. */
const FORCE_EVERY_MS = 10_000

type Options = {
  cache: RegionCache
  refresher: Refresher
  queue: RefreshQueue
  clock: Clock
  stateOf: (regionId: string) => SnapshotState
}

/** Refreshes a region for an operator, whether or not it is due; within 10 s of the last time, only returns its state. */
export async function forceRefresh(regionId: string, options: Options): Promise<RefreshAnswer> {
  const { cache, refresher, queue, clock, stateOf } = options
  const entry = cache.get(regionId)
  if (clock.monotonicMs() - entry.forcedAtMs < FORCE_EVERY_MS) return { regionId, ...stateOf(regionId) }
  entry.forcedAtMs = clock.monotonicMs()
  const failure = await refresher.refresh(regionId, 'operator')
  if (failure?.code !== 'LOCAL_QUOTA') return { regionId, ...stateOf(regionId) }
  // No call was made: the region is read as soon as there is one, and may be forced again.
  entry.forcedAtMs = -Infinity
  queue.enqueue([regionId], 'view', 'first')
  return { regionId, ...stateOf(regionId), failure }
}
