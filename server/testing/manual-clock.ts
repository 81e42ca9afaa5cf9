import type { Clock } from '../clock.ts'

/** A clock that only moves when it is told to. */
export type ManualClock = Clock & {
  /** Moves time forward and runs the timers that are due, in order. */
  pass(ms: number): Promise<void>
}

/** @param startMs wall-clock time, in milliseconds since 1970 */
export function createManualClock(startMs = Date.UTC(2026, 10, 1)): ManualClock {
  let elapsedMs = 0
  const due = new Set<{ atMs: number; callback: () => void }>()

  /** Lets settled promises run their continuations. */
  const settle = () => new Promise((resolve) => setImmediate(resolve))

  return {
    wallMs: () => startMs + elapsedMs,
    monotonicMs: () => elapsedMs,
    after: (delayMs, callback) => {
      const entry = { atMs: elapsedMs + delayMs, callback }
      due.add(entry)
      return () => void due.delete(entry)
    },
    pass: async (ms) => {
      const untilMs = elapsedMs + ms
      await settle()
      for (;;) {
        const next = [...due].filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0]
        if (next === undefined) break
        due.delete(next)
        elapsedMs = Math.max(elapsedMs, next.atMs)
        next.callback()
        await settle()
      }
      elapsedMs = untilMs
    },
  }
}

/** Longer than the pause before a retry. */
const SHORT_MS = 1_000

/** The same clock, but waits under a second end at once. */
export function skipShortWaits(clock: Clock): Clock {
  return {
    ...clock,
    after: (delayMs, callback) => {
      if (delayMs >= SHORT_MS) return clock.after(delayMs, callback)
      const immediate = setImmediate(callback)
      return () => clearImmediate(immediate)
    },
  }
}
