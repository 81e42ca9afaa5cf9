import type { Failure } from '#contract/failures.ts'
import type { Outcome } from '#contract/outcome.ts'
import type { Language } from '#contract/regions.ts'

import type { Clock } from './clock.ts'
import type { Cloud, CloudRegion } from './cloud.ts'
import type { OnEvent } from './events.ts'
import { COOL_DOWN_MS } from './region-record.ts'
import type { Store } from './store.ts'

/** The regions of the account, with the names of one language; kept, and read anew when they are old. */
export type RegionList = {
  /** Waits for the first answer; later ones come at once, with why the newest try failed, if it did. */
  read(language: Language): Promise<Outcome<{ regions: CloudRegion[]; failure?: Failure }>>
}

type Listing = { fetchedAtMs: number; localNames: ReadonlyMap<string, string> }
type Options = { cloud: Cloud; store: Store; clock: Clock; freshMs: number; onEvent: OnEvent }

export function createRegionList({ cloud, store, clock, freshMs, onEvent }: Options): RegionList {
  const listings = new Map<string, Listing>()
  const failures = new Map<string, { failure: Failure; atMs: number }>()
  const underWay = new Map<string, Promise<Outcome<Listing>>>()
  for (const { language, fetchedAtMs, regions } of store.loadListings())
    listings.set(language, { fetchedAtMs, localNames: namesOf(regions) })

  function isDue(language: Language): boolean {
    const failed = failures.get(language)
    if (failed !== undefined) return clock.monotonicMs() - failed.atMs >= COOL_DOWN_MS
    const listing = listings.get(language)
    return listing === undefined || Math.abs(clock.wallMs() - listing.fetchedAtMs) >= freshMs
  }

  function refresh(language: Language): Promise<Outcome<Listing>> {
    const joined = underWay.get(language)
    if (joined !== undefined) return joined
    const started = ask(language).finally(() => underWay.delete(language))
    underWay.set(language, started)
    return started
  }

  async function ask(language: Language): Promise<Outcome<Listing>> {
    const outcome = await cloud.listRegions(language, 'operator')
    if (!outcome.ok) {
      failures.set(language, { failure: outcome.failure, atMs: clock.monotonicMs() })
      onEvent({ event: 'regions-failed', failure: outcome.failure })
      return outcome
    }
    failures.delete(language)
    const fetchedAtMs = clock.wallMs()
    const listing = { fetchedAtMs, localNames: namesOf(outcome.value.regions) }
    listings.set(language, listing)
    try {
      store.saveListing({ language, fetchedAtMs, regions: outcome.value.regions })
    } catch (error) {
      onEvent({ event: 'store-failed', error })
    }
    return { ok: true, value: listing }
  }

  return {
    read: async (language) => {
      const kept = listings.get(language)
      if (kept === undefined) {
        const first = await refresh(language)
        return first.ok ? { ok: true, value: { regions: merged(cloud, first.value, language) } } : first
      }
      if (isDue(language))
        void refresh(language).catch((error: unknown) => onEvent({ event: 'defect', error }))
      const failure = failures.get(language)?.failure
      const regions = merged(cloud, kept, language)
      return { ok: true, value: { regions, ...(failure !== undefined && { failure }) } }
    },
  }
}

/** What may be asked and was reported, in the order of the report. */
function merged(cloud: Cloud, { localNames }: Listing, language: Language): CloudRegion[] {
  const known = new Map(cloud.knownRegions().map((region) => [region.regionId, region]))
  return [...localNames].flatMap(([regionId, name]) => {
    const region = known.get(regionId)
    return region === undefined ? [] : [{ ...region, names: { ...region.names, [language]: name } }]
  })
}

function namesOf(regions: readonly { regionId: string; localName: string }[]): Map<string, string> {
  return new Map(regions.map(({ regionId, localName }) => [regionId, localName]))
}
