import { type Clock, sleep } from '../clock.ts'
import { type CallMemory, NO_MEMORY } from './call-memory.ts'
import { createCallLog, type Priority } from './sliding-window.ts'

/** What is left of one operation's calls. */
export type QuotaState = {
  operation: string
  limit: number
  spent: number
  left: number
  nextFreeInMs: number
  throttled: boolean
}

/** Leave to make one call, to be handed back when it has ended; or how long until there may be leave. */
export type Leave =
  | { granted: true; end: () => void }
  | { granted: false; retryAfterMs: number; throttled: boolean }

/** The calls of one operation: never more than `limit` reach the upstream in any 60 s. */
export type Quota = {
  /** Takes leave for one call. Only an operator waits, and at most `maxWaitMs`. */
  take(priority: Priority, maxWaitMs: number): Promise<Leave>
  /** Milliseconds until a call of this priority may go. */
  nextFreeInMs(priority: Priority): number
  /** Lets nothing through for so many milliseconds: the upstream asked for it. */
  closeFor(delayMs: number): void
  state(): QuotaState
}

/** A timer may be early by a fraction of a millisecond; whoever waits then waits again. */
const TIMER_SLACK_MS = 20

/** The clock may have been set back meanwhile: no upstream asks for a longer rest than this. */
const LONGEST_REST_MS = 300_000

/** What is left of a rest that an earlier process was asked for. */
function leftOf(untilMs: number | null, clock: Clock): number {
  return untilMs === null ? 0 : Math.min(Math.max(0, untilMs - clock.wallMs()), LONGEST_REST_MS)
}

/** @param limit the most calls in any 60 s */
export function createQuota(
  operation: string,
  limit: number,
  clock: Clock,
  memory: CallMemory = NO_MEMORY,
): Quota {
  const log = createCallLog(operation, limit, clock, memory)
  /** Operators who wait, the first to go first. */
  const line: symbol[] = []
  let closedUntilMs = clock.monotonicMs() + leftOf(memory.closedUntilMs(operation), clock)

  function freeInMs(priority: Priority, ahead: number): number {
    return Math.ceil(Math.max(0, closedUntilMs - clock.monotonicMs(), log.fullForMs(priority, ahead)))
  }

  function isClosed(): boolean {
    return closedUntilMs > clock.monotonicMs()
  }

  function grant(priority: Priority): Leave {
    return { granted: true, end: log.add(priority) }
  }

  function refuse(retryAfterMs: number): Leave {
    return { granted: false, retryAfterMs, throttled: isClosed() }
  }

  async function takePatiently(maxWaitMs: number): Promise<Leave> {
    const ticket = Symbol('operator')
    const lastMs = clock.monotonicMs() + maxWaitMs
    let slackMs = 0
    line.push(ticket)
    try {
      for (;;) {
        const waitMs = freeInMs('operator', line.indexOf(ticket))
        if (waitMs === 0) return grant('operator')
        if (clock.monotonicMs() + waitMs > lastMs + slackMs) return refuse(waitMs)
        await sleep(waitMs, { clock })
        slackMs = TIMER_SLACK_MS
      }
    } finally {
      line.splice(line.indexOf(ticket), 1)
    }
  }

  return {
    take: (priority, maxWaitMs) => {
      if (priority === 'operator') return takePatiently(maxWaitMs)
      const waitMs = freeInMs(priority, line.length)
      return Promise.resolve(waitMs > 0 ? refuse(waitMs) : grant(priority))
    },
    nextFreeInMs: (priority) => freeInMs(priority, line.length),
    closeFor: (delayMs) => {
      const untilMs = clock.monotonicMs() + delayMs
      if (untilMs <= closedUntilMs) return
      closedUntilMs = untilMs
      memory.close(operation, clock.wallMs() + delayMs)
    },
    state: () => {
      const spent = log.spent()
      const left = Math.max(0, limit - spent)
      const nextFreeInMs = freeInMs('operator', line.length)
      return { operation, limit, spent, left, nextFreeInMs, throttled: isClosed() }
    },
  }
}
