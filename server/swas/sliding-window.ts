import type { Clock } from '../clock.ts'
import type { CallMemory, PastCall } from './call-memory.ts'

/** Who is waiting: see `Priority` of the catalogue. */
export type Priority = 'operator' | 'view' | 'sweep'

/** The window in which the upstream counts calls. Source: Alibaba Cloud help, ListImages, "10 calls per minute". */
export const WINDOW_MS = 60_000
/** Most calls of the background sweep in a window. */
export const SWEEP_CALLS = 5

type Entry = { priority: Priority; endedMs: number | null }

/** Which calls the upstream may still be counting. */
export type CallLog = {
  /** Notes a call that starts now; the function that is given back notes its end, once. */
  add(priority: Priority): () => void
  spent(): number
  /** Milliseconds until a call of this priority may go, after `ahead` others that wait already. */
  fullForMs(priority: Priority, ahead: number): number
}

/**
 * A call counts from its start to 60 s after its end. The upstream counts arrivals, and a request may be on its way
 * for seconds: counted from the start alone, two full minutes of calls could arrive within one.
 */
export function createCallLog(operation: string, limit: number, clock: Clock, memory: CallMemory): CallLog {
  const entries = new Set(memory.past(operation).map((call) => entryOf(call, clock)))

  function forgetOld() {
    for (const entry of entries) if (releaseInMs(entry) <= 0) entries.delete(entry)
  }

  function releaseInMs({ endedMs }: Entry): number {
    return endedMs === null ? WINDOW_MS : endedMs + WINDOW_MS - clock.monotonicMs()
  }

  /** Milliseconds until fewer than `most` of these calls are in the window. */
  function untilBelow(most: number, counted: readonly Entry[]): number {
    if (most <= 0) return WINDOW_MS
    if (counted.length < most) return 0
    const releases = counted.map(releaseInMs).toSorted((a, b) => a - b)
    return releases[releases.length - most] ?? 0
  }

  return {
    add: (priority) => {
      const entry: Entry = { priority, endedMs: null }
      entries.add(entry)
      const noteEnd = memory.begin(operation, priority, clock.wallMs())
      return () => {
        if (entry.endedMs !== null) return
        entry.endedMs = clock.monotonicMs()
        noteEnd(clock.wallMs())
      }
    },
    spent: () => {
      forgetOld()
      return entries.size
    },
    fullForMs: (priority, ahead) => {
      forgetOld()
      const all = [...entries]
      if (priority === 'operator') return untilBelow(limit - ahead, all)
      // One call always stays free for an operator, where the limit allows it.
      const shared = untilBelow(Math.max(1, limit - 1) - ahead, all)
      if (priority === 'view') return shared
      const swept = all.filter((entry) => entry.priority === 'sweep')
      return Math.max(shared, untilBelow(SWEEP_CALLS, swept))
    },
  }
}

/** Where the wall clock was set back, how long ago a call ended is not known: it counts as just ended. */
function entryOf({ priority, endedAtMs }: PastCall, clock: Clock): Entry {
  return { priority, endedMs: clock.monotonicMs() - Math.max(0, clock.wallMs() - endedAtMs) }
}
