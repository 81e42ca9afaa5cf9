/** Time, as an argument: tests bring their own. */
export type Clock = {
  /** Milliseconds of the wall clock, since 1970: for dates, and it may be set back. */
  wallMs(): number
  /** Milliseconds that only ever go up, since any moment of this process: for ages and waits. */
  monotonicMs(): number
  /** Calls back once after some milliseconds; gives a function that calls it off. */
  after(delayMs: number, callback: () => void): () => void
}

/** What makes things happen later, for who need not know what time it is. */
export type Timers = Pick<Clock, 'after'>

/** The clock of this machine. A call that is only waited for keeps no process alive. */
export const systemClock: Clock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, Math.min(delayMs, LONGEST_TIMER_MS))
    timer.unref()
    return () => {
      clearTimeout(timer)
    }
  },
}

/** `setTimeout` fires at once for anything longer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/** Resolves after some milliseconds of this clock. */
export function pause(delayMs: number, clock: Timers): Promise<void> {
  return new Promise((resolve) => void clock.after(delayMs, resolve))
}
