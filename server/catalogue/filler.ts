import type { Clock, Timers } from './clock.ts'
import type { Cloud, Priority } from './cloud.ts'
import type { OnEvent } from './events.ts'
import type { Refresher } from './refresher.ts'

/** Reads many regions, one after another, as fast as the quota lets it. */
export type Filler = {
  /** Asks for regions that are due; those that wait already are not asked for twice. */
  want(regionIds: readonly string[]): void
  isWaiting(regionId: string): boolean
  /** Milliseconds until the next call; null where nothing waits. */
  nextInMs(): number | null
  close(): void
}

/** Nothing is so urgent that a refusal without a time is asked again sooner. */
const SHORTEST_WAIT_MS = 250
/** How many calls of one filler are under way at a time. */
const MOST_AT_ONCE = 3

type Options = { cloud: Cloud; refresher: Refresher; timers: Timers; clock: Clock; onEvent: OnEvent }

export function createFiller(
  priority: Priority,
  { cloud, refresher, timers, clock, onEvent }: Options,
): Filler {
  const waiting = new Set<string>()
  let running = 0
  let wakeAtMs = 0
  let cancel = () => {}
  let isClosed = false

  function go() {
    cancel()
    while (running < MOST_AT_ONCE && waiting.size > 0) {
      const waitMs = cloud.nextFreeInMs(priority)
      if (waitMs > 0) return sleep(waitMs)
      const [regionId = ''] = waiting
      waiting.delete(regionId)
      running += 1
      void read(regionId).finally(() => {
        running -= 1
        go()
      })
    }
  }

  async function read(regionId: string) {
    try {
      const failure = await refresher.refresh(regionId, priority)
      if (failure?.code === 'LOCAL_QUOTA' && !isClosed) waiting.add(regionId)
    } catch (error) {
      onEvent({ event: 'defect', error })
    }
  }

  function sleep(waitMs: number) {
    const delayMs = Math.max(SHORTEST_WAIT_MS, waitMs)
    wakeAtMs = clock.monotonicMs() + delayMs
    cancel = timers.after(delayMs, go)
  }

  return {
    want: (regionIds) => {
      if (isClosed) return
      for (const regionId of regionIds) if (!refresher.isRefreshing(regionId)) waiting.add(regionId)
      go()
    },
    isWaiting: (regionId) => waiting.has(regionId),
    nextInMs: () => (waiting.size === 0 ? null : Math.max(0, wakeAtMs - clock.monotonicMs())),
    close: () => {
      isClosed = true
      waiting.clear()
      cancel()
    },
  }
}
