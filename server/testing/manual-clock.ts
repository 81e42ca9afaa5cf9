import type { Clock } from '../clock.ts'

/** A clock for tests, which stands still until it is told to go on. */
export type ManualClock = Clock & {
  /** Lets time pass, and everything that falls due happen in its order. */
  pass(ms: number): Promise<void>
}

/** @param startMs of the wall clock, since 1970 */
export function createManualClock(startMs = Date.UTC(2026, 10, 1)): ManualClock {
  let elapsedMs = 0
  const due = new Set<{ atMs: number; callback: () => void }>()

  /** Lets promises that are settled already run their continuations. */
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

/** Whatever waits for less than this does not wait at all: the pause before a second attempt. */
const SHORT_MS = 1_000

/** The same clock, but short pauses pass by themselves: only long ones wait until it is told to go on. */
export function impatient(clock: Clock): Clock {
  return {
    ...clock,
    after: (delayMs, callback) => {
      if (delayMs >= SHORT_MS) return clock.after(delayMs, callback)
      const immediate = setImmediate(callback)
      return () => clearImmediate(immediate)
    },
  }
}
