import type { Failure } from '#contract/failures.ts'

import type { Timers } from '../../clock.ts'
import type { Priority } from '../cloud.ts'
import type { Records } from '../region-cache.ts'
import type { RegionRecord } from '../region-state.ts'
import type { Refresher } from './refresher.ts'

/** Reads many regions, one after another, as fast as the quota lets it. */
export type Filler = {
  /** Asks for regions, after those that wait already or before them; one that waits is not asked for twice. */
  want(regionIds: readonly string[], place?: 'first' | 'last'): void
  isWaiting(regionId: string): boolean
  /** Milliseconds until the next call, 0 while the last ones are under way; null where nothing waits. */
  nextInMs(): number | null
  close(): void
}

type Options = {
  priority: Priority
  /** How many calls are under way at a time. */
  mostAtOnce: number
  refresher: Refresher
  records: Records
  timers: Timers
}

/** A throttled region keeps its place, but not for ever. */
const MOST_THROTTLED = 3

/** Whether a region that could not be read is tried again before the others. */
function keepsPlace(failure: Failure | null, { failuresInARow }: RegionRecord): boolean {
  const isThrottled = failure?.code === 'UPSTREAM_THROTTLED' && failuresInARow < MOST_THROTTLED
  return failure?.code === 'LOCAL_QUOTA' || isThrottled
}

export function createFiller({ priority, mostAtOnce, refresher, records, timers }: Options): Filler {
  /** The next one first; with when each was last tried as it came to wait. */
  let waiting = new Map<string, number>()
  let running = 0
  let cancel = () => {}
  let isClosed = false

  function go() {
    cancel()
    forgetRead()
    while (running < mostAtOnce && waiting.size > 0) {
      const waitMs = refresher.waitMs(priority)
      if (waitMs > 0) {
        cancel = timers.after(waitMs, go)
        return
      }
      const [regionId = ''] = waiting.keys()
      waiting.delete(regionId)
      running += 1
      void read(regionId).finally(() => {
        running -= 1
        go()
      })
    }
  }

  /** What somebody else has read since, or reads just now, need not be read again. */
  function forgetRead() {
    for (const [regionId, triedAtMs] of waiting) {
      const isRead = records.of(regionId).triedAtMs !== triedAtMs
      if (isRead || refresher.isRefreshing(regionId)) waiting.delete(regionId)
    }
  }

  async function read(regionId: string) {
    const failure = await refresher.refresh(regionId, priority)
    if (keepsPlace(failure, records.of(regionId))) put([regionId], 'first')
  }

  function put(regionIds: readonly string[], place: 'first' | 'last') {
    if (isClosed) return
    const added = regionIds
      .filter(
        (regionId) => !refresher.isRefreshing(regionId) && (place === 'first' || !waiting.has(regionId)),
      )
      .map((regionId) => [regionId, records.of(regionId).triedAtMs] as const)
    // A Map keeps the place of a key that it has.
    waiting = new Map(place === 'first' ? [...added, ...waiting] : [...waiting, ...added])
  }

  return {
    want: (regionIds, place = 'last') => {
      put(regionIds, place)
      go()
    },
    isWaiting: (regionId) => waiting.has(regionId),
    nextInMs: () => {
      forgetRead()
      if (waiting.size > 0) return refresher.waitMs(priority)
      return running > 0 ? 0 : null
    },
    close: () => {
      isClosed = true
      waiting.clear()
      cancel()
    },
  }
}
