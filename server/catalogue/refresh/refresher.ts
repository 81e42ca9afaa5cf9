import type { Failure } from '#contract/failures.ts'

import type { Clock } from '../../clock.ts'
import type { Priority } from '../cloud.ts'
import type { Records } from '../region-cache.ts'
import { type Audience, dueInMs } from '../region-state.ts'
import type { BoundedCloud } from './bounded-client.ts'
import { createOutage } from './circuit-breaker.ts'
import type { Errand } from './concurrency-limit.ts'

/** Reads regions from the cloud, each by one call at a time however many ask. */
export type Refresher = {
  /** Reads a region now, or joins the call that is under way, which takes on the priority of an operator while it waits; the failure, or null where it worked. */
  refresh(regionId: string, priority: Priority): Promise<Failure | null>
  isRefreshing(regionId: string): boolean
  /** Milliseconds until a region may be asked again by itself. */
  dueInMs(regionId: string, audience: Audience): number
  /** Milliseconds until a call that nobody waits for may set out. */
  waitMs(priority: Priority): number
}

type Options = { cloud: BoundedCloud; records: Records; clock: Clock }
type Flight = { errand: Errand; landed: Promise<Failure | null> }

export function createRefresher({ cloud, records, clock }: Options): Refresher {
  const underWay = new Map<string, Flight>()
  const outage = createOutage(clock)

  function start(regionId: string, priority: Priority): Flight {
    const errand = { priority }
    const flight = { errand, landed: read(regionId, errand).finally(() => underWay.delete(regionId)) }
    underWay.set(regionId, flight)
    return flight
  }

  async function read(regionId: string, errand: Errand): Promise<Failure | null> {
    const triedAtMs = clock.monotonicMs()
    outage.tries()
    const outcome = await cloud.readRegion(regionId, errand)
    if (outcome.ok) {
      if (outage.ends()) records.forgive()
      records.take(regionId, outcome.value, triedAtMs)
      return null
    }
    outage.fails(regionId, outcome.failure, errand.priority)
    // Not a failure of the region: nobody has asked it yet.
    if (outcome.failure.code !== 'LOCAL_QUOTA') records.fail(regionId, outcome.failure, triedAtMs)
    return outcome.failure
  }

  return {
    refresh: async (regionId, priority) => {
      for (;;) {
        const flight = underWay.get(regionId) ?? start(regionId, priority)
        if (priority === 'operator') cloud.hurry(flight.errand)
        const failure = await flight.landed
        // An operator may get a call where the background, which never waits, got none.
        const isRefused = failure?.code === 'LOCAL_QUOTA' && flight.errand.priority !== 'operator'
        if (!isRefused || priority !== 'operator') return failure
      }
    },
    isRefreshing: (regionId) => underWay.has(regionId),
    dueInMs: (regionId, audience) =>
      dueInMs(records.of(regionId), audience, outage.isOn(), clock.monotonicMs()),
    waitMs: (priority) => Math.max(cloud.nextFreeInMs(priority), outage.waitMs(priority)),
  }
}
