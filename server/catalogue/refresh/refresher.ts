import type { Failure } from '#contract/failures.ts'

import type { Clock } from '../../clock.ts'
import type { Priority } from '../../swas/sliding-window.ts'
import type { RegionCache } from '../region-cache.ts'
import { dueInMs, type Reader } from '../region-state.ts'
import { createCircuitBreaker } from './circuit-breaker.ts'
import type { LimitedClient, Task } from './concurrency-limit.ts'

/** Fetches regions. Concurrent requests for a region share one call. */
export type Refresher = {
  /**
   * Fetches a region, or joins the call in flight; an operator raises that call's priority while it waits. Returns the
   * failure, or null on success.
   */
  refresh(regionId: string, priority: Priority): Promise<Failure | null>
  isRefreshing(regionId: string): boolean
  /** Milliseconds until the region may be fetched again without being forced. */
  dueInMs(regionId: string, reader: Reader): number
  /** Milliseconds until a background call may start. */
  waitMs(priority: Priority): number
}

type Options = { client: LimitedClient; cache: RegionCache; clock: Clock }
type Flight = { task: Task; landed: Promise<Failure | null> }

/** Pause after a throttled call that named no time: SWAS-OPEN counts calls per minute. */
const THROTTLED_MS = 60_000
/** Shortest pause after a call that the rate limiter refused. */
const MIN_REFUSED_MS = 250

export function createRefresher({ client, cache, clock }: Options): Refresher {
  const flights = new Map<string, Flight>()
  const breaker = createCircuitBreaker(clock)
  const pausedUntilMs = { operator: -Infinity, view: -Infinity, sweep: -Infinity }

  function start(regionId: string, priority: Priority): Flight {
    const task = { priority }
    const flight = { task, landed: fetchRegion(regionId, task).finally(() => flights.delete(regionId)) }
    flights.set(regionId, flight)
    return flight
  }

  async function fetchRegion(regionId: string, task: Task): Promise<Failure | null> {
    breaker.recordAttempt()
    const outcome = await client.readRegion(regionId, task)
    if (outcome.ok) {
      if (breaker.recordSuccess()) cache.resetBackoff()
      cache.store(regionId, outcome.value)
      return null
    }
    recordFailure(regionId, outcome.failure, task.priority)
    return outcome.failure
  }

  function recordFailure(regionId: string, failure: Failure, priority: Priority) {
    const { code, retryAfterMs } = failure
    if (code === 'LOCAL_QUOTA') {
      // The region was never asked, so this is not a failure of its own.
      pause([priority], Math.max(MIN_REFUSED_MS, retryAfterMs ?? 0))
      return
    }
    if (code === 'UPSTREAM_THROTTLED') pause(['view', 'sweep'], retryAfterMs ?? THROTTLED_MS)
    else breaker.recordFailure(regionId)
    cache.recordFailure(regionId, failure)
  }

  function pause(priorities: readonly Priority[], delayMs: number) {
    for (const priority of priorities)
      pausedUntilMs[priority] = Math.max(pausedUntilMs[priority], clock.monotonicMs() + delayMs)
  }

  return {
    refresh: async (regionId, priority) => {
      for (;;) {
        const flight = flights.get(regionId) ?? start(regionId, priority)
        if (priority === 'operator') client.promote(flight.task)
        const failure = await flight.landed
        // The rate limiter may grant an operator the call that it refused to the background.
        const isBackgroundRefused = failure?.code === 'LOCAL_QUOTA' && flight.task.priority !== 'operator'
        if (!isBackgroundRefused || priority !== 'operator') return failure
      }
    },
    isRefreshing: (regionId) => flights.has(regionId),
    dueInMs: (regionId, reader) =>
      dueInMs(cache.get(regionId), reader, breaker.isOpen(), clock.monotonicMs()),
    waitMs: (priority) =>
      Math.ceil(
        Math.max(
          client.nextFreeInMs(priority),
          pausedUntilMs[priority] - clock.monotonicMs(),
          breaker.probeInMs(),
        ),
      ),
  }
}
