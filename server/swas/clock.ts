/** Time and chance, as arguments: tests bring their own. */
export type Clock = {
  /** Milliseconds of the wall clock, since 1970. */
  wallMs(): number
  /** Milliseconds that only ever go up. */
  monotonicMs(): number
  /** Calls back once after some milliseconds; gives a function that calls it off. */
  after(delayMs: number, callback: () => void): () => void
}

/** The clock of this machine. */
export const systemClock: Clock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs)
    return () => clearTimeout(timer)
  },
}

/** Resolves after some milliseconds of this clock. */
export function pause(delayMs: number, clock: Clock): Promise<void> {
  return new Promise((resolve) => void clock.after(delayMs, resolve))
}
