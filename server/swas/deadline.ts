import type { Clock } from '../clock.ts'

/** One limit for a whole call, running from the moment it is created. */
export type Deadline = {
  signal: AbortSignal
  remainingMs(): number
  /** Stops the timer once the call is over. */
  cancel(): void
}

export function createDeadline(limitMs: number, clock: Clock): Deadline {
  const controller = new AbortController()
  const endMs = clock.monotonicMs() + limitMs
  const cancel = clock.after(limitMs, () => controller.abort())
  return {
    signal: controller.signal,
    remainingMs: () => Math.max(0, endMs - clock.monotonicMs()),
    cancel,
  }
}
