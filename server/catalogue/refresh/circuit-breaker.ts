import type { Failure } from '#contract/failures.ts'

import type { Clock } from '../../clock.ts'
import type { Priority } from '../cloud.ts'
import { COOL_DOWN_MS } from '../region-state.ts'

/** What the failures of all regions together say: whether calls that nobody waits for are worth making. */
export type Outage = {
  /** A call sets out. */
  tries(): void
  fails(regionId: string, failure: Failure, priority: Priority): void
  /** A call worked. Gives whether an outage ended with it. */
  ends(): boolean
  isOn(): boolean
  /** Milliseconds until the next call that nobody waits for: in an outage one probe in a cool-down. */
  waitMs(priority: Priority): number
}

/** So many regions that fail without one that works in between are an outage; fewer have a trouble of their own. */
const FAILING_REGIONS = 3

/** Of a throttled call without a time: SWAS-OPEN counts calls by the minute. */
const THROTTLED_MS = 60_000
/** Shortest pause after a call that the quota refused. */
const REFUSED_MS = 250

export function createOutage(clock: Clock): Outage {
  const failing = new Set<string>()
  let triedAtMs = -Infinity
  const pausedUntilMs = { operator: -Infinity, view: -Infinity, sweep: -Infinity }

  function pauseFor(delayMs: number, priorities: readonly Priority[]) {
    for (const priority of priorities)
      pausedUntilMs[priority] = Math.max(pausedUntilMs[priority], clock.monotonicMs() + delayMs)
  }

  const isOn = () => failing.size >= FAILING_REGIONS

  return {
    tries: () => {
      triedAtMs = clock.monotonicMs()
    },
    fails: (regionId, { code, retryAfterMs }, priority) => {
      if (code === 'LOCAL_QUOTA') pauseFor(Math.max(REFUSED_MS, retryAfterMs ?? 0), [priority])
      else if (code === 'UPSTREAM_THROTTLED') pauseFor(retryAfterMs ?? THROTTLED_MS, ['view', 'sweep'])
      else failing.add(regionId)
    },
    ends: () => {
      const wasOn = isOn()
      failing.clear()
      return wasOn
    },
    isOn,
    waitMs: (priority) => {
      const probeAtMs = isOn() ? triedAtMs + COOL_DOWN_MS : -Infinity
      return Math.max(0, Math.ceil(Math.max(pausedUntilMs[priority], probeAtMs) - clock.monotonicMs()))
    },
  }
}
