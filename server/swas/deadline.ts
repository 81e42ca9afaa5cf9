import type { Clock } from '../clock.ts'

/** One limit over everything a call does on the network. */
export type Deadline = {
  signal: AbortSignal
  /** Starts the time; later calls change nothing. */
  start(): void
  /** Calls it off, once the call has ended. */
  cancel(): void
}

export function createDeadline(limitMs: number, clock: Clock): Deadline {
  const controller = new AbortController()
  let cancel: (() => void) | undefined
  return {
    signal: controller.signal,
    start: () => {
      cancel ??= clock.after(limitMs, () => controller.abort())
    },
    cancel: () => cancel?.(),
  }
}
