import { type Clock, sleep } from '../clock.ts'
import { type CallHistory, createSlidingWindow, NO_HISTORY, type Priority } from './sliding-window.ts'

/** How many calls of one operation are left. */
export type QuotaState = {
  operation: string
  limit: number
  spent: number
  left: number
  nextFreeInMs: number
  throttled: boolean
}

/** A permit for one call; call `end()` when it finished. */
type Permit = { granted: true; end: () => void }

/** No call may be made yet. `throttled`: because the upstream asked for a pause. */
export type Refusal = { granted: false; retryAfterMs: number; throttled: boolean }

/** Limits the calls of one operation: never more than `limit` reach the upstream in any 60 s. */
export type RateLimiter = {
  /** Only an operator waits for a permit, at most `maxWaitMs`. */
  acquire(priority: Priority, maxWaitMs: number): Promise<Permit | Refusal>
  /** Milliseconds until a call of this priority may be made. */
  nextFreeInMs(priority: Priority): number
  /** Refuses every call for this long, because the upstream asked for it. */
  pauseFor(delayMs: number): void
  state(): QuotaState
}

/** A timer may fire a fraction of a millisecond early; the waiter then waits again. */
const TIMER_SLACK_MS = 20

/** The longest pause an upstream asks for; a stored one is longer only if the clock was set back since. */
const MAX_PAUSE_MS = 300_000

/** @param limit calls in any 60 s */
export function createRateLimiter(
  operation: string,
  limit: number,
  clock: Clock,
  history: CallHistory = NO_HISTORY,
): RateLimiter {
  const window = createSlidingWindow(operation, limit, clock, history)
  /** Operators waiting for a permit, in order of arrival. */
  const waiters: symbol[] = []
  let pausedUntilMs = clock.monotonicMs() + remainingPauseMs(history.pausedUntilMs(operation), clock)

  function freeInMs(priority: Priority, ahead: number): number {
    return Math.ceil(Math.max(0, pausedUntilMs - clock.monotonicMs(), window.freeInMs(priority, ahead)))
  }

  function isPaused(): boolean {
    return pausedUntilMs > clock.monotonicMs()
  }

  function grant(priority: Priority): Permit {
    return { granted: true, end: window.add(priority) }
  }

  function refuse(retryAfterMs: number): Refusal {
    return { granted: false, retryAfterMs, throttled: isPaused() }
  }

  async function waitForPermit(maxWaitMs: number): Promise<Permit | Refusal> {
    const waiter = Symbol('operator')
    const lastMs = clock.monotonicMs() + maxWaitMs
    let slackMs = 0
    waiters.push(waiter)
    try {
      for (;;) {
        const waitMs = freeInMs('operator', waiters.indexOf(waiter))
        if (waitMs === 0) return grant('operator')
        if (clock.monotonicMs() + waitMs > lastMs + slackMs) return refuse(waitMs)
        await sleep(waitMs, { clock })
        slackMs = TIMER_SLACK_MS
      }
    } finally {
      waiters.splice(waiters.indexOf(waiter), 1)
    }
  }

  return {
    acquire: (priority, maxWaitMs) => {
      if (priority === 'operator') return waitForPermit(maxWaitMs)
      const waitMs = freeInMs(priority, waiters.length)
      return Promise.resolve(waitMs > 0 ? refuse(waitMs) : grant(priority))
    },
    nextFreeInMs: (priority) => freeInMs(priority, waiters.length),
    pauseFor: (delayMs) => {
      const untilMs = clock.monotonicMs() + delayMs
      if (untilMs <= pausedUntilMs) return
      pausedUntilMs = untilMs
      history.pauseUntil(operation, clock.wallMs() + delayMs)
    },
    state: () => {
      const spent = window.count()
      const left = Math.max(0, limit - spent)
      const nextFreeInMs = freeInMs('operator', waiters.length)
      return { operation, limit, spent, left, nextFreeInMs, throttled: isPaused() }
    },
  }
}

/** What is left of a pause that the upstream asked an earlier process for. */
function remainingPauseMs(untilMs: number | null, clock: Clock): number {
  return untilMs === null ? 0 : Math.min(Math.max(0, untilMs - clock.wallMs()), MAX_PAUSE_MS)
}
