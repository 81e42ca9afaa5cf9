import type { ImagesAnswer } from '#contract/images.ts'

import { type CatalogueOptions, createCatalogue } from '../catalogue/catalogue.ts'
import type { CatalogueEvent } from '../catalogue/events.ts'
import { openStore } from '../catalogue/store/open-store.ts'
import type { Clock } from '../clock.ts'
import { createFakeSwasClient } from './fake-swas-client.ts'

type HarnessOptions = {
  clock: Clock
  regionIds?: readonly string[]
  /** The regions that ListRegions reports, if not all. */
  reported?: readonly string[]
  /** Calls per minute. */
  limit?: number
} & Partial<Pick<CatalogueOptions, 'store' | 'sweep' | 'random' | 'freshMs' | 'regionsFreshMs' | 'onEvent'>>

/** A catalogue with a fake client. Errors that would be logged are thrown. */
export function createHarness({
  clock,
  regionIds = ['cn-hangzhou', 'cn-beijing', 'us-west-1'],
  reported = regionIds,
  limit,
  ...options
}: HarnessOptions) {
  const fake = createFakeSwasClient(regionIds, clock, limit)
  fake.reported = reported
  const events: CatalogueEvent[] = []
  const catalogue = createCatalogue({
    client: fake.client,
    store: openStore(null, 'owner', { days: 365, changes: 1000 }, clock.wallMs()),
    source: 'live',
    freshMs: 3_600_000,
    regionsFreshMs: 86_400_000,
    sweep: false,
    clock,
    timers: clock,
    random: () => 0.5,
    onEvent: (event) => {
      if ('error' in event) throw event.error
      events.push(event)
    },
    ...options,
  })

  /** Reads `all`, or some region IDs. */
  async function read(...regions: string[]): Promise<ImagesAnswer & { version: string }> {
    const choice = regions[0] === 'all' ? 'all' : regions
    const outcome = await catalogue.images({ regions: choice, state: 'current' })
    if (!outcome.ok) throw new Error(outcome.failure.code)
    return outcome.value
  }

  return { ...fake, fake, catalogue, events, read }
}
