import type { Clock } from '../clock.ts'

/**
 * Who is waiting. `operator`: one person for one region; goes first and may wait for a free call. `view`: a view of many
 * regions that is filling up. `sweep`: the background refresh, at most 5 calls in any 60 s. The latter two never wait:
 * without a free call they fail with `LOCAL_QUOTA` and the exact delay.
 */
export type Priority = 'operator' | 'view' | 'sweep'

/** A call that an earlier process made; `endedAtMs` is wall-clock time. */
export type PastCall = { priority: Priority; endedAtMs: number }

/**
 * Calls and pauses that outlive the process: a server restarting in a loop would otherwise spend a minute's calls each
 * time. All times are wall-clock times.
 */
export type CallHistory = {
  /** Calls of earlier processes, as far back as the upstream may still count them. */
  recentCalls(operation: string): readonly PastCall[]
  /** Records a call before it is made; returns a function that records its end. */
  recordStart(operation: string, priority: Priority, atMs: number): (endedAtMs: number) => void
  /** Until when the upstream asked for no more calls; null if it did not. */
  pausedUntilMs(operation: string): number | null
  pauseUntil(operation: string, untilMs: number): void
}

/** For clients whose calls end with the process. */
export const NO_HISTORY: CallHistory = {
  recentCalls: () => [],
  recordStart: () => () => {},
  pausedUntilMs: () => null,
  pauseUntil: () => {},
}

/** The window in which the upstream counts calls. Source: Alibaba Cloud help, ListImages, "10 calls per minute". */
export const WINDOW_MS = 60_000
/** The background refresh makes at most this many calls in a window. */
export const MAX_SWEEP_CALLS = 5

type Entry = { priority: Priority; endedMs: number | null }

/** The calls of one operation that the upstream may still be counting. */
export type SlidingWindow = {
  /** Adds a call that starts now; returns a function that records its end, once. */
  add(priority: Priority): () => void
  count(): number
  /** Milliseconds until a call of this priority is free, behind `ahead` others that wait already. */
  freeInMs(priority: Priority, ahead: number): number
}

/**
 * A call counts from its start until 60 s after its end. The upstream counts arrivals, and a request may be in flight
 * for seconds: counted from the start alone, two full minutes of calls could arrive within one.
 */
export function createSlidingWindow(
  operation: string,
  limit: number,
  clock: Clock,
  history: CallHistory,
): SlidingWindow {
  const entries = new Set(history.recentCalls(operation).map((call) => entryOf(call, clock)))

  function removeExpired() {
    for (const entry of entries) if (expiresInMs(entry) <= 0) entries.delete(entry)
  }

  function expiresInMs({ endedMs }: Entry): number {
    return endedMs === null ? WINDOW_MS : endedMs + WINDOW_MS - clock.monotonicMs()
  }

  /** Milliseconds until fewer than `max` of these calls are left in the window. */
  function untilBelow(max: number, calls: readonly Entry[]): number {
    if (max <= 0) return WINDOW_MS
    if (calls.length < max) return 0
    const expiries = calls.map(expiresInMs).toSorted((a, b) => a - b)
    return expiries[expiries.length - max] ?? 0
  }

  return {
    add: (priority) => {
      const entry: Entry = { priority, endedMs: null }
      entries.add(entry)
      const recordEnd = history.recordStart(operation, priority, clock.wallMs())
      return () => {
        if (entry.endedMs !== null) return
        entry.endedMs = clock.monotonicMs()
        recordEnd(clock.wallMs())
      }
    },
    count: () => {
      removeExpired()
      return entries.size
    },
    freeInMs: (priority, ahead) => {
      removeExpired()
      const all = [...entries]
      if (priority === 'operator') return untilBelow(limit - ahead, all)
      // Where the limit allows it, one call is always reserved for an operator.
      const sharedMs = untilBelow(Math.max(1, limit - 1) - ahead, all)
      if (priority === 'view') return sharedMs
      const swept = all.filter((entry) => entry.priority === 'sweep')
      return Math.max(sharedMs, untilBelow(MAX_SWEEP_CALLS, swept))
    },
  }
}

/** If the wall clock was set back, the age of a past call is unknown: it counts as just ended. */
function entryOf({ priority, endedAtMs }: PastCall, clock: Clock): Entry {
  return { priority, endedMs: clock.monotonicMs() - Math.max(0, clock.wallMs() - endedAtMs) }
}
