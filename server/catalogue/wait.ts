import type { Timers } from '../clock.ts'

/** Waits, but not longer than until the signal aborts; leaves nothing behind on either. */
export function waitUnlessAborted(delayMs: number, timers: Timers, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve()
      return
    }
    function stop() {
      cancel()
      signal.removeEventListener('abort', stop)
      resolve()
    }
    const cancel = timers.after(delayMs, stop)
    signal.addEventListener('abort', stop)
  })
}
