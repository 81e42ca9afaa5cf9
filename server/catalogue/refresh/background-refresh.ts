import type { Timers } from '../../clock.ts'
import type { RegionCache } from '../region-cache.ts'
import type { RegionList } from '../regions.ts'
import type { RefreshQueue } from './refresh-queue.ts'
import type { Refresher } from './refresher.ts'

/** Keeps every region fresh without being asked. */
export type BackgroundRefresh = { start(): void; close(): void }

const CHECK_EVERY_MS = 5_000

type Options = {
  regionList: RegionList
  cache: RegionCache
  refresher: Refresher
  queue: RefreshQueue
  timers: Timers
  random: () => number
}

/** Enqueues every due region, oldest first, about every 5 s (with jitter). */
export function createBackgroundRefresh(options: Options): BackgroundRefresh {
  const { regionList, cache, refresher, queue, timers, random } = options
  let cancelTimer = () => {}

  const takenAtMs = (regionId: string) => cache.get(regionId).snapshot?.takenAtMs ?? -Infinity

  function check() {
    cancelTimer = timers.after(CHECK_EVERY_MS * (0.9 + random() * 0.2), check)
    regionList.whenReady(enqueueDue)
  }

  function enqueueDue() {
    const due = regionList
      .ids()
      .filter((regionId) => refresher.dueInMs(regionId, 'bulk') === 0)
      .toSorted((one, other) => compare(takenAtMs(one), takenAtMs(other)))
    queue.enqueue(due, 'sweep')
  }

  return { start: check, close: () => cancelTimer() }
}

/** Subtracting alone would give NaN for two regions that were never read. */
function compare(one: number, other: number): number {
  return one === other ? 0 : one - other
}
