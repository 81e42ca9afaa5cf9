import { type Failure, ownFailure } from '#contract/failures.ts'
import { ALL_REGIONS } from '#contract/images.ts'
import { type Language, LANGUAGES } from '#contract/regions.ts'
import type { Result } from '#contract/result.ts'

import type { Clock } from '../clock.ts'
import type { KnownRegion } from '../swas/regions.ts'
import type { Priority } from '../swas/sliding-window.ts'
import type { OnEvent } from './events.ts'
import type { Client } from './refresh/concurrency-limit.ts'
import { COOL_DOWN_MS } from './region-state.ts'
import type { StoredListing } from './store/rows.ts'
import type { Store } from './store/store.ts'

/** The regions that a query covers. */
export type RegionChoice = typeof ALL_REGIONS | readonly string[]

/** The regions of the account, cached and refreshed when old. */
export type RegionList = {
  /**
   * Returns the regions with names in one language. Only the very first call waits for the cloud; later ones return
   * what is cached, with the failure of the last refresh if it failed.
   */
  read(language: Language): Promise<Result<{ regions: KnownRegion[]; failure?: Failure }>>
  /** Runs a function once the first list was fetched, whether or not that succeeded; usually at once. */
  whenReady(run: () => void): void
  /** Whether the first list is being fetched. */
  isLoading(): boolean
  /** The region IDs reported last, or all known ones before any were reported. */
  ids(): readonly string[]
  /** The region IDs of a choice. Fails with INVALID_REGION if one is unknown. */
  resolve(choice: RegionChoice): Result<readonly string[]>
}

/** `dueAtMs` is monotonic time. */
type Listing = { dueAtMs: number; localNames: ReadonlyMap<string, string> }
type Options = { client: Client; store: Store; clock: Clock; freshMs: number; onEvent: OnEvent }

export function createRegionList(options: Options): RegionList {
  const { client, store, clock, freshMs, onEvent } = options
  /** By language, newest last. */
  const listings = new Map<string, Listing>()
  const failures = new Map<string, { failure: Failure; atMs: number }>()
  const flights = new Map<string, Promise<Result<Listing>>>()
  const ids = () => reportedIds(client.knownRegions(), newest(listings))
  for (const stored of store.loadListings().toSorted((a, b) => a.fetchedAtMs - b.fetchedAtMs))
    listings.set(stored.language, restoreListing(stored, options))

  function isDue(language: Language): boolean {
    const failed = failures.get(language)
    if (failed !== undefined) return clock.monotonicMs() - failed.atMs >= COOL_DOWN_MS
    return clock.monotonicMs() >= (listings.get(language)?.dueAtMs ?? -Infinity)
  }

  function refresh(language: Language, priority: Priority): Promise<Result<Listing>> {
    const flight =
      flights.get(language) ?? fetchListing(language, priority).finally(() => flights.delete(language))
    flights.set(language, flight)
    return flight
  }

  async function fetchListing(language: Language, priority: Priority): Promise<Result<Listing>> {
    const outcome = await client.listRegions(language, priority)
    if (!outcome.ok) {
      const at = new Date(clock.wallMs()).toISOString()
      failures.set(language, { failure: { ...outcome.failure, at }, atMs: clock.monotonicMs() })
      onEvent({ event: 'regions-failed', failure: outcome.failure })
      return outcome
    }
    const { regions } = outcome.value
    const listing = { dueAtMs: clock.monotonicMs() + freshMs, localNames: namesById(regions) }
    failures.delete(language)
    listings.delete(language)
    listings.set(language, listing)
    save({ language, fetchedAtMs: clock.wallMs(), regions }, options)
    return { ok: true, value: listing }
  }

  return {
    whenReady: (run) => {
      if (listings.size === 0 && isDue('en-US')) void refresh('en-US', 'view').then(run)
      else run()
    },
    isLoading: () => listings.size === 0 && flights.size > 0,
    read: async (language) => {
      const isCold = listings.size === 0
      if (isCold || (!listings.has(language) && isDue(language))) {
        const first = await refresh(language, 'operator')
        if (!first.ok && listings.size === 0) return first
      } else if (isDue(language)) void refresh(language, 'view')
      const failure = failures.get(language)?.failure
      const regions = mergeNames(client, listings)
      return { ok: true, value: { regions, ...(failure !== undefined && { failure }) } }
    },
    ids,
    resolve: (choice) =>
      choice === ALL_REGIONS ? { ok: true, value: ids() } : checkKnown(choice, client.knownRegions()),
  }
}

/** The known regions of a listing, or all known ones if there are none. */
function reportedIds(known: readonly KnownRegion[], listing: Listing | undefined): readonly string[] {
  const knownIds = known.map(({ regionId }) => regionId)
  const reported = [...(listing?.localNames.keys() ?? [])].filter((regionId) => knownIds.includes(regionId))
  return reported.length > 0 ? reported : knownIds
}

function checkKnown(regionIds: readonly string[], known: readonly KnownRegion[]): Result<readonly string[]> {
  const unknown = regionIds.find((id) => known.every(({ regionId }) => regionId !== id))
  return unknown === undefined
    ? { ok: true, value: regionIds }
    : { ok: false, failure: unknownRegion(unknown) }
}

function unknownRegion(regionId: string): Failure {
  return ownFailure('INVALID_REGION', `The region ${JSON.stringify(regionId.slice(0, 40))} is not known.`)
}

function newest(listings: ReadonlyMap<string, Listing>): Listing | undefined {
  return [...listings.values()].at(-1)
}

/**
 * A listing that names an unknown region is due at once: the client forgets confirmed regions on restart, and may call
 * such a region only after ListRegions has confirmed it again.
 */
function restoreListing(
  { fetchedAtMs, regions }: StoredListing,
  { client, clock, freshMs }: Options,
): Listing {
  const ageMs = clock.wallMs() - fetchedAtMs
  const known = new Set(client.knownRegions().map(({ regionId }) => regionId))
  const isUsable = ageMs >= 0 && regions.every(({ regionId }) => known.has(regionId))
  return {
    dueAtMs: clock.monotonicMs() + (isUsable ? freshMs - ageMs : 0),
    localNames: namesById(regions),
  }
}

/** If the disk fails, the answer is still served. */
function save(listing: StoredListing, { store, onEvent }: Options) {
  try {
    store.saveListing(listing)
  } catch (error) {
    onEvent({ event: 'store-failed', error })
  }
}

/** The known regions that were reported last, in that order, with the latest reported names in each language. */
function mergeNames(client: Client, listings: ReadonlyMap<string, Listing>): KnownRegion[] {
  const known = new Map(client.knownRegions().map((region) => [region.regionId, region]))
  return [...(newest(listings)?.localNames.keys() ?? [])].flatMap((regionId) => {
    const region = known.get(regionId)
    if (region === undefined) return []
    const names = { ...region.names }
    for (const language of LANGUAGES)
      names[language] = listings.get(language)?.localNames.get(regionId) ?? names[language]
    return [{ ...region, names }]
  })
}

function namesById(regions: readonly { regionId: string; localName: string }[]): Map<string, string> {
  return new Map(regions.map(({ regionId, localName }) => [regionId, localName]))
}
