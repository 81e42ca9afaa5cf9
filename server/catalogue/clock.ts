/** Two clocks: the wall's for dates, which may be set back; and one that never goes back, for ages and waits. */
export type Clock = {
  /** Milliseconds since 1970. */
  wallMs(): number
  /** Milliseconds since any moment of this process. */
  monotonicMs(): number
}

/** Runs something later; gives what cancels it. */
export type Timers = { after(delayMs: number, run: () => void): () => void }

export const systemClock: Clock = { wallMs: () => Date.now(), monotonicMs: () => performance.now() }

/** Timers that do not keep the process alive. */
export const systemTimers: Timers = {
  after(delayMs, run) {
    const timer = setTimeout(run, Math.min(delayMs, LONGEST_TIMER_MS))
    timer.unref()
    return () => {
      clearTimeout(timer)
    }
  },
}

/** `setTimeout` fires at once for anything longer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1
