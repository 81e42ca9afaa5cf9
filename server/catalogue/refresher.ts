import type { Failure } from '#contract/failures.ts'

import type { Clock } from './clock.ts'
import type { Cloud, Priority } from './cloud.ts'
import type { OnEvent } from './events.ts'
import type { Records } from './records.ts'
import { dueInMs } from './region-record.ts'
import type { Slots } from './slots.ts'

/** Reads regions from the cloud, each by one call at a time however many ask. */
export type Refresher = {
  /** Reads a region now, or joins the call that is under way; the failure, or null where it worked. */
  refresh(regionId: string, priority: Priority): Promise<Failure | null>
  isRefreshing(regionId: string): boolean
  /** Milliseconds until a region may be asked again by itself. */
  dueInMs(regionId: string, audience: 'one' | 'many'): number
}

type Options = { cloud: Cloud; records: Records; slots: Slots; clock: Clock; onEvent: OnEvent }

export function createRefresher({ cloud, records, slots, clock, onEvent }: Options): Refresher {
  const underWay = new Map<string, Promise<Failure | null>>()

  async function read(regionId: string, priority: Priority): Promise<Failure | null> {
    const triedAtMs = clock.monotonicMs()
    try {
      const outcome = await slots.run(priority, () => cloud.listImages({ regionId }, priority))
      if (outcome.ok) {
        records.take(regionId, outcome.value, triedAtMs)
        return null
      }
      // Not a failure of the region: nobody has asked it yet.
      if (outcome.failure.code !== 'LOCAL_QUOTA') records.fail(regionId, outcome.failure, triedAtMs)
      return outcome.failure
    } catch (error) {
      onEvent({ event: 'defect', error })
      throw error
    } finally {
      underWay.delete(regionId)
    }
  }

  return {
    refresh: (regionId, priority) => {
      const joined = underWay.get(regionId)
      if (joined !== undefined) return joined
      const started = read(regionId, priority)
      underWay.set(regionId, started)
      return started
    },
    isRefreshing: (regionId) => underWay.has(regionId),
    dueInMs: (regionId, audience) => dueInMs(records.of(regionId), audience, false, clock.monotonicMs()),
  }
}
