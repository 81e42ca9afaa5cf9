import type { Failure } from '#contract/failures.ts'

import type { Timers } from '../../clock.ts'
import type { Priority } from '../../swas/sliding-window.ts'
import type { RegionCache } from '../region-cache.ts'
import type { RegionEntry } from '../region-state.ts'
import type { Refresher } from './refresher.ts'

/** Decides which region is read next in the background: views before the sweep, each in order of arrival. */
export type RefreshQueue = {
  /** Adds regions behind or before those of the same priority; a region is never queued twice. */
  enqueue(regionIds: readonly string[], priority: BackgroundPriority, position?: 'first' | 'last'): void
  isQueued(regionId: string): boolean
  /** Milliseconds until the next call, 0 while the last ones are in flight; null if nothing is queued. */
  nextInMs(): number | null
  close(): void
}

type BackgroundPriority = Exclude<Priority, 'operator'>

/** In the order in which they are served. */
const PRIORITIES: readonly BackgroundPriority[] = ['view', 'sweep']

type Options = {
  /** How many reads may be in flight; of the sweep always at most one. */
  maxReads: number
  refresher: Refresher
  cache: RegionCache
  timers: Timers
}

/** How often a throttled region is retried before it loses its turn. */
const MAX_THROTTLED = 3

export function createRefreshQueue({ maxReads, refresher, cache, timers }: Options): RefreshQueue {
  const waiting = createWaitingList(refresher, cache)
  const running = { view: 0, sweep: 0 }
  let cancelTimer = () => {}
  let isClosed = false

  function startReads() {
    cancelTimer()
    waiting.dropAlreadyRead()
    for (let next = nextRead(); next !== undefined; next = nextRead()) {
      const { regionId, priority } = next
      waiting.remove(regionId)
      running[priority] += 1
      void read(regionId, priority).finally(() => {
        running[priority] -= 1
        startReads()
      })
    }
  }

  /** The next region that may be read now. If the first ones have to wait, sets a timer. */
  function nextRead(): { regionId: string; priority: BackgroundPriority } | undefined {
    if (running.view + running.sweep >= maxReads) return undefined
    let waitMs = Infinity
    for (const priority of PRIORITIES) {
      const regionId = waiting.first(priority)
      if (regionId === undefined || (priority === 'sweep' && running.sweep > 0)) continue
      const priorityWaitMs = refresher.waitMs(priority)
      if (priorityWaitMs <= 0) return { regionId, priority }
      waitMs = Math.min(waitMs, priorityWaitMs)
    }
    if (waitMs < Infinity) cancelTimer = timers.after(waitMs, startReads)
    return undefined
  }

  async function read(regionId: string, priority: BackgroundPriority) {
    const failure = await refresher.refresh(regionId, priority)
    if (!isClosed && keepsTurn(failure, cache.get(regionId))) waiting.add([regionId], priority, 'first')
  }

  return {
    enqueue: (regionIds, priority, position = 'last') => {
      if (!isClosed) waiting.add(regionIds, priority, position)
      startReads()
    },
    isQueued: (regionId) => waiting.has(regionId),
    nextInMs: () => {
      waiting.dropAlreadyRead()
      for (const priority of PRIORITIES) {
        if (waiting.first(priority) !== undefined) return refresher.waitMs(priority)
        if (running[priority] > 0) return 0
      }
      return null
    },
    close: () => {
      isClosed = true
      waiting.clear()
      cancelTimer()
    },
  }
}

/** `refreshedAtMs` is that of the region when it was queued; a later one means that an operator has read it since. */
type Waiting = { priority: BackgroundPriority; refreshedAtMs: number }

/** The regions that wait, in order within each priority. */
function createWaitingList(refresher: Refresher, cache: RegionCache) {
  let waiting = new Map<string, Waiting>()

  /** A region never loses its turn, and a view never waits behind the sweep. */
  function moves(regionId: string, priority: BackgroundPriority, position: 'first' | 'last'): boolean {
    if (refresher.isRefreshing(regionId)) return false
    const known = waiting.get(regionId)
    if (known === undefined) return true
    return known.priority === priority ? position === 'first' : priority === 'view'
  }

  return {
    has: (regionId: string) => waiting.has(regionId),
    first: (priority: BackgroundPriority) =>
      waiting.entries().find(([, region]) => region.priority === priority)?.[0],
    remove: (regionId: string) => waiting.delete(regionId),
    clear: () => waiting.clear(),
    add(regionIds: readonly string[], priority: BackgroundPriority, position: 'first' | 'last') {
      const added = new Map(
        regionIds
          .filter((regionId) => moves(regionId, priority, position))
          .map((regionId) => [regionId, { priority, refreshedAtMs: cache.get(regionId).refreshedAtMs }]),
      )
      for (const regionId of added.keys()) waiting.delete(regionId)
      waiting = new Map(position === 'first' ? [...added, ...waiting] : [...waiting, ...added])
    },
    /** Drops regions that an operator has read, or is reading. */
    dropAlreadyRead() {
      for (const [regionId, { refreshedAtMs }] of waiting) {
        const isRead = cache.get(regionId).refreshedAtMs !== refreshedAtMs
        if (isRead || refresher.isRefreshing(regionId)) waiting.delete(regionId)
      }
    },
  }
}

/** Whether a region that could not be read goes first again. */
function keepsTurn(failure: Failure | null, { consecutiveFailures }: RegionEntry): boolean {
  const isThrottled = failure?.code === 'UPSTREAM_THROTTLED' && consecutiveFailures < MAX_THROTTLED
  return failure?.code === 'LOCAL_QUOTA' || isThrottled
}
