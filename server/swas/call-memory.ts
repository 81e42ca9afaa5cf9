import type { Priority } from './sliding-window.ts'

/** A call of an earlier process; when it ended, by the wall clock. */
export type PastCall = { priority: Priority; endedAtMs: number }

/** Calls, and rests that the upstream asked for, outlive a process: one that crashes and starts again and again would spend the calls of a minute each time. */
export type CallMemory = {
  /** Calls of an operation that earlier processes made, as far back as the upstream may still count them. */
  past(operation: string): readonly PastCall[]
  /** Notes a call before it is made, by the wall clock; the function that is given back notes its end. */
  begin(operation: string, priority: Priority, atMs: number): (endedAtMs: number) => void
  /** Until when the upstream asked for a rest, by the wall clock; null where it did not. */
  closedUntilMs(operation: string): number | null
  /** Notes that the upstream asked for a rest. */
  close(operation: string, untilMs: number): void
}

/** For whoever makes calls in one process only. */
export const NO_MEMORY: CallMemory = {
  past: () => [],
  begin: () => () => {},
  closedUntilMs: () => null,
  close: () => {},
}
