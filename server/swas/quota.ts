import type { Clock } from './clock.ts'

/** Who is waiting: see `Priority` of the catalogue. */
export type Priority = 'operator' | 'view' | 'sweep'

/** What is left of one operation's calls. */
export type QuotaState = {
  operation: string
  limit: number
  spent: number
  left: number
  nextFreeInMs: number
  throttled: boolean
}

/** Leave to make one call, or how long until there may be leave. */
export type Leave = { granted: true } | { granted: false; retryAfterMs: number; throttled: boolean }

/** A sliding log of the calls of one operation: never more than `limit` in any 60 s. */
export type Quota = {
  /** Takes leave for one call. Only an operator waits, and at most 3 s. */
  take(priority: Priority): Promise<Leave>
  /** Milliseconds until a call of this priority may go. */
  nextFreeInMs(priority: Priority): number
  /** Lets nothing through for so many milliseconds: the upstream asked for it. */
  closeFor(delayMs: number): void
  state(): QuotaState
}

/** The window in which the upstream counts calls. Source: Alibaba Cloud help, ListImages, "10 calls per minute". */
const WINDOW_MS = 60_000
/** Longest wait of an operator for a call. */
const PATIENCE_MS = 3_000
/** Most calls of the background sweep in a window. */
const SWEEP_CALLS = 5

/** @param limit the most calls in any 60 s */
export function createQuota(operation: string, limit: number, clock: Clock): Quota {
  const log = createCallLog(limit, clock)
  let closedUntilMs = -Infinity
  let line: Promise<unknown> = Promise.resolve()
  const closed = () => closedUntilMs > clock.monotonicMs()

  function nextFreeInMs(priority: Priority): number {
    return Math.ceil(Math.max(0, closedUntilMs - clock.monotonicMs(), log.fullForMs(priority)))
  }

  function takeNow(priority: Priority): Leave {
    const retryAfterMs = nextFreeInMs(priority)
    if (retryAfterMs > 0) return { granted: false, retryAfterMs, throttled: closed() }
    log.add(priority)
    return { granted: true }
  }

  async function takePatiently(): Promise<Leave> {
    const waitMs = nextFreeInMs('operator')
    if (waitMs > 0 && waitMs <= PATIENCE_MS) await pause(waitMs, clock)
    return takeNow('operator')
  }

  return {
    take: (priority) => {
      if (priority !== 'operator') return Promise.resolve(takeNow(priority))
      // Operators stand in line, so that a later one never overtakes one who waits.
      const mine = line.then(takePatiently)
      line = mine
      return mine
    },
    nextFreeInMs,
    closeFor: (delayMs) => {
      closedUntilMs = Math.max(closedUntilMs, clock.monotonicMs() + delayMs)
    },
    state: () => {
      const spent = log.spent()
      const left = Math.max(0, limit - spent)
      return { operation, limit, spent, left, nextFreeInMs: nextFreeInMs('operator'), throttled: closed() }
    },
  }
}

/** The calls of the last 60 s, and who made them. */
function createCallLog(limit: number, clock: Clock) {
  const calls: { atMs: number; priority: Priority }[] = []

  function forgetOld() {
    while (calls[0] !== undefined && calls[0].atMs + WINDOW_MS <= clock.monotonicMs()) calls.shift()
  }

  /** Milliseconds until fewer than `most` of these calls are in the window. */
  function untilBelow(most: number, some: readonly { atMs: number }[]): number {
    const oldest = some[some.length - most]
    return oldest === undefined ? 0 : oldest.atMs + WINDOW_MS - clock.monotonicMs()
  }

  return {
    add: (priority: Priority) => void calls.push({ atMs: clock.monotonicMs(), priority }),
    spent: () => {
      forgetOld()
      return calls.length
    },
    fullForMs: (priority: Priority) => {
      forgetOld()
      if (priority === 'operator') return untilBelow(limit, calls)
      // One call always stays free for an operator, where the limit allows it.
      const all = untilBelow(Math.max(1, limit - 1), calls)
      if (priority === 'view') return all
      return Math.max(
        all,
        untilBelow(
          SWEEP_CALLS,
          calls.filter((call) => call.priority === 'sweep'),
        ),
      )
    },
  }
}

/** Resolves after some milliseconds of this clock. */
export function pause(delayMs: number, clock: Clock): Promise<void> {
  return new Promise((resolve) => void clock.after(delayMs, resolve))
}
