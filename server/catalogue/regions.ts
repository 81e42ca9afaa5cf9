import type { Failure } from '#contract/failures.ts'
import { type Language, LANGUAGES } from '#contract/regions.ts'
import type { Outcome } from '#contract/result.ts'

import type { Clock } from '../clock.ts'
import { areSame } from './are-same.ts'
import type { Cloud, CloudRegion, Priority } from './cloud.ts'
import type { OnEvent } from './events.ts'
import { COOL_DOWN_MS } from './region-state.ts'
import type { StoredListing } from './store/rows.ts'
import type { Store } from './store/store.ts'

/** The regions of the account; kept, and read anew when they are old. */
export type RegionList = {
  /**
   * With the names of one language. Waits for the first answer in any language; later ones come at once, with why the
   * newest try failed, if it did.
   */
  read(language: Language): Promise<Outcome<{ regions: CloudRegion[]; failure?: Failure }>>
  /** Runs something as soon as the regions of this account are known: at once, but for the first time. */
  whenKnown(run: () => void): void
  /** Whether the first list is being read. */
  isComing(): boolean
  /** The IDs of all regions: those that were reported, or every known one where none were yet. */
  ids(): readonly string[]
}

/** `dueAtMs` is of the monotonic clock. */
type Listing = { dueAtMs: number; localNames: ReadonlyMap<string, string> }
type Options = { cloud: Cloud; store: Store; clock: Clock; freshMs: number; onEvent: OnEvent }

export function createRegionList(options: Options): RegionList {
  const { cloud, store, clock, freshMs, onEvent } = options
  /** By language, the newest last. */
  const listings = new Map<string, Listing>()
  const failures = new Map<string, { failure: Failure; atMs: number }>()
  const underWay = new Map<string, Promise<Outcome<Listing>>>()
  const ids = createIds(cloud)
  for (const stored of store.loadListings().toSorted((a, b) => a.fetchedAtMs - b.fetchedAtMs))
    listings.set(stored.language, restored(stored, options))

  function isDue(language: Language): boolean {
    const failed = failures.get(language)
    if (failed !== undefined) return clock.monotonicMs() - failed.atMs >= COOL_DOWN_MS
    return clock.monotonicMs() >= (listings.get(language)?.dueAtMs ?? -Infinity)
  }

  function refresh(language: Language, priority: Priority): Promise<Outcome<Listing>> {
    const joined = underWay.get(language)
    if (joined !== undefined) return joined
    const started = ask(language, priority).finally(() => underWay.delete(language))
    underWay.set(language, started)
    return started
  }

  async function ask(language: Language, priority: Priority): Promise<Outcome<Listing>> {
    const outcome = await cloud.listRegions(language, priority)
    if (!outcome.ok) {
      const at = new Date(clock.wallMs()).toISOString()
      failures.set(language, { failure: { ...outcome.failure, at }, atMs: clock.monotonicMs() })
      onEvent({ event: 'regions-failed', failure: outcome.failure })
      return outcome
    }
    const { regions } = outcome.value
    const listing = { dueAtMs: clock.monotonicMs() + freshMs, localNames: namesOf(regions) }
    failures.delete(language)
    listings.delete(language)
    listings.set(language, listing)
    keep({ language, fetchedAtMs: clock.wallMs(), regions }, options)
    return { ok: true, value: listing }
  }

  return {
    whenKnown: (run) => {
      if (listings.size === 0 && isDue('en-US')) void refresh('en-US', 'view').then(run)
      else run()
    },
    isComing: () => listings.size === 0 && underWay.size > 0,
    read: async (language) => {
      const isCold = listings.size === 0
      if (isCold || (!listings.has(language) && isDue(language))) {
        const first = await refresh(language, 'operator')
        if (!first.ok && listings.size === 0) return first
      } else if (isDue(language)) void refresh(language, 'view')
      const failure = failures.get(language)?.failure
      return {
        ok: true,
        value: { regions: merged(cloud, listings), ...(failure !== undefined && { failure }) },
      }
    },
    ids: () => ids([...listings.values()].at(-1)),
  }
}

/** The IDs by the newest listing; the same array as long as there is no other, and no other region is known. */
function createIds(cloud: Cloud) {
  let made: Parameters<typeof idsOf> = [[], undefined]
  let ids: readonly string[] = []
  return (newest: Listing | undefined): readonly string[] => {
    const asked: typeof made = [cloud.knownRegions(), newest]
    if (areSame(asked, made)) return ids
    made = asked
    return (ids = idsOf(...asked))
  }
}

/** What may be asked and was reported last; every known one where nothing of that was. */
function idsOf(regions: readonly CloudRegion[], newest: Listing | undefined): readonly string[] {
  const known = new Set(regions.map(({ regionId }) => regionId))
  const reported = [...(newest?.localNames.keys() ?? [])].filter((regionId) => known.has(regionId))
  return reported.length > 0 ? reported : [...known]
}

/** One that names a region which is not known is due at once: the region may be asked once it is confirmed again. */
function restored({ fetchedAtMs, regions }: StoredListing, { cloud, clock, freshMs }: Options): Listing {
  const ageMs = clock.wallMs() - fetchedAtMs
  const known = new Set(cloud.knownRegions().map(({ regionId }) => regionId))
  const isGood = ageMs >= 0 && regions.every(({ regionId }) => known.has(regionId))
  return { dueAtMs: clock.monotonicMs() + (isGood ? freshMs - ageMs : 0), localNames: namesOf(regions) }
}

/** A failing disk costs the copy, not the answer. */
function keep(listing: StoredListing, { store, onEvent }: Options) {
  try {
    store.saveListing(listing)
  } catch (error) {
    onEvent({ event: 'store-failed', error })
  }
}

/** What may be asked and was reported last, in the order of the report, under the newest names of each language. */
function merged(cloud: Cloud, listings: ReadonlyMap<string, Listing>): CloudRegion[] {
  const known = new Map(cloud.knownRegions().map((region) => [region.regionId, region]))
  const newest = [...listings.values()].at(-1)
  return [...(newest?.localNames.keys() ?? [])].flatMap((regionId) => {
    const region = known.get(regionId)
    if (region === undefined) return []
    const names = { ...region.names }
    for (const language of LANGUAGES)
      names[language] = listings.get(language)?.localNames.get(regionId) ?? names[language]
    return [{ ...region, names }]
  })
}

function namesOf(regions: readonly { regionId: string; localName: string }[]): Map<string, string> {
  return new Map(regions.map(({ regionId, localName }) => [regionId, localName]))
}
