/** Time as an argument, so tests can bring their own. */
export type Clock = {
  /** Wall-clock milliseconds since 1970, for dates; may jump, also backwards. */
  wallMs(): number
  /** Milliseconds since an arbitrary moment of this process, for ages and waits; never goes backwards. */
  monotonicMs(): number
  /** Calls back once after the delay; returns a function that cancels it. */
  after(delayMs: number, callback: () => void): () => void
}

/** Scheduling without the time of day. */
export type Timers = Pick<Clock, 'after'>

/** `setTimeout` fires at once for anything longer. */
const MAX_TIMER_MS = 2 ** 31 - 1

/** The clock of this machine. A pending timer does not keep the process alive. */
export const systemClock: Clock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, Math.min(delayMs, MAX_TIMER_MS))
    timer.unref()
    return () => {
      clearTimeout(timer)
    }
  },
}

/** Resolves after the delay, or as soon as the signal aborts. */
export function sleep(
  delayMs: number,
  { clock, signal }: { clock: Timers; signal?: AbortSignal },
): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) {
      resolve()
      return
    }
    function finish() {
      cancel()
      signal?.removeEventListener('abort', finish)
      resolve()
    }
    const cancel = clock.after(delayMs, finish)
    signal?.addEventListener('abort', finish)
  })
}
