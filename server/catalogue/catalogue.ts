import type { Change, ChangesAnswer } from '#contract/changes.ts'
import { ALL_REGIONS, type ImagesAnswer, type RefreshAnswer, type SnapshotState } from '#contract/images.ts'
import type { ImageDetail, LookupAnswer, LookupEvent, LookupRequest } from '#contract/lookup.ts'
import type { Language, RegionsAnswer, Source } from '#contract/regions.ts'
import type { Result } from '#contract/result.ts'
import type { StatusAnswer } from '#contract/status.ts'

import type { Clock, Timers } from '../clock.ts'
import { type ChangeFilter, createChangeLog } from './changes.ts'
import type { OnEvent } from './events.ts'
import {
  describeImage,
  type ImageQuery,
  listImages,
  listLive,
  type LiveQuery,
  type VersionedImages,
} from './images.ts'
import { createLiveLookup } from './live-lookup.ts'
import { createLookup } from './lookup.ts'
import { createReadThrough } from './read-through.ts'
import { createBackgroundRefresh } from './refresh/background-refresh.ts'
import { type Client, createConcurrencyLimit, limitClient } from './refresh/concurrency-limit.ts'
import { forceRefresh } from './refresh/forced-refresh.ts'
import { createRefreshQueue } from './refresh/refresh-queue.ts'
import { createRefresher } from './refresh/refresher.ts'
import { createRegionCache, type RegionCache } from './region-cache.ts'
import { describeState } from './region-state.ts'
import { createRegionList, type RegionChoice, type RegionList } from './regions.ts'
import { describeStatus } from './status.ts'
import type { Store } from './store/store.ts'

export type ChangeQuery = ChangeFilter & { regions: RegionChoice }

/**
 * What the catalogue offers to the HTTP routes. An unknown region is always the failure `INVALID_REGION`. A query of one
 * region waits for its first snapshot and fails if that cannot be read. A query of several regions never waits: it
 * returns what is known together with the state of each region, and missing regions are read meanwhile.
 */
export type Catalogue = {
  regions(language: Language): Promise<Result<RegionsAnswer>>
  images(query: ImageQuery): Promise<Result<VersionedImages>>
  /** Makes one ListImages call with exactly these parameters. */
  liveImages(query: LiveQuery): Promise<Result<ImagesAnswer>>
  /** Forces a refresh, at most once per region and 10 s; sooner, returns the current state. */
  refresh(regionId: string): Promise<Result<RefreshAnswer>>
  image(regionId: string, imageId: string): Promise<Result<ImageDetail>>
  lookup(request: LookupRequest): Promise<Result<LookupAnswer>>
  /** As `lookup`, but asks the cloud in the named regions first; reports progress and ends with the answer. */
  lookupLive(request: LookupRequest, signal: AbortSignal): Result<AsyncIterable<LookupEvent>>
  changes(query: ChangeQuery): Result<ChangesAnswer>
  changesOf(regionId: string, imageId: string): readonly Change[]
  status(): StatusAnswer
}

export type CatalogueOptions = {
  client: Client
  store: Store
  source: Source
  freshMs: number
  regionsFreshMs: number
  /** Whether regions are refreshed in the background. */
  sweep: boolean
  clock: Clock
  timers: Timers
  /** In [0, 1). */
  random: () => number
  onEvent: OnEvent
}

/** Calls in flight; one of them is reserved for operators. */
const MAX_CALLS = 4

/** Starts from what the store has. `close` stops the background refresh and closes the store. */
export function createCatalogue(options: CatalogueOptions): Catalogue & { close(): void } {
  const { store, clock, timers, random, onEvent } = options
  const startedAtMs = clock.wallMs()
  const client = limitClient(options.client, createConcurrencyLimit(MAX_CALLS), onEvent)
  const changeLog = createChangeLog(store.loadChanges(), store.retention.changes)
  const cache = createRegionCache({ ...options, changeLog })
  const regionList = createRegionList({ ...options, client, freshMs: options.regionsFreshMs })
  const refresher = createRefresher({ client, cache, clock })
  const queue = createRefreshQueue({ maxReads: MAX_CALLS - 1, refresher, cache, timers })
  const background = createBackgroundRefresh({ regionList, cache, refresher, queue, timers, random })
  const readThrough = createReadThrough({ cache, regionList, refresher, queue, clock })
  const lookup = createLookup({ cache, regionList, refresher, queue, stateOf })
  const liveLookup = createLiveLookup({ client, lookup, stateOf, clock, timers })

  function stateOf(regionId: string) {
    const isRefreshing =
      regionList.isLoading() || refresher.isRefreshing(regionId) || queue.isQueued(regionId)
    return describeState(cache.get(regionId), isRefreshing, clock.monotonicMs())
  }

  /** Resolves a region choice first; the answer to an unknown region is a failure. */
  function within<T>(choice: RegionChoice, answer: (regionIds: readonly string[]) => T): T | Failed {
    const regions = regionList.resolve(choice)
    return regions.ok ? answer(regions.value) : regions
  }

  /** The same, once the regions were read if need be. */
  async function read<T>(choice: RegionChoice, answer: (regionIds: readonly string[]) => T) {
    return within<Promise<Result<T>>>(choice, async (regionIds) => {
      const failure = await readThrough(choice, regionIds)
      return failure === null ? success(answer(regionIds)) : { ok: false, failure }
    })
  }

  if (options.sweep) background.start()
  return {
    regions: (language) => describeRegions(language, options.source, regionList, cache, stateOf),
    images: (query) => read(query.regions, (regionIds) => listImages(query, regionIds, cache, stateOf)),
    image: (regionId, imageId) =>
      read([regionId], () => describeImage(regionId, imageId, cache, changeLog, stateOf(regionId))),
    liveImages: async (query) => within([query.regionId], () => listLive(query, client, cache, clock)),
    refresh: async (regionId) =>
      within([regionId], async () =>
        success(await forceRefresh(regionId, { cache, refresher, queue, clock, stateOf })),
      ),
    lookup: async (request) =>
      within(request.regions ?? ALL_REGIONS, () => {
        lookup.enqueueUnread(request)
        return success(lookup.answer(request))
      }),
    lookupLive: (request, signal) =>
      within(request.regions ?? ALL_REGIONS, (regionIds) => liveLookup.start(request, regionIds, signal)),
    changes: (query) => within(query.regions, (regionIds) => success(changeLog.find(query, regionIds))),
    changesOf: (regionId, imageId) => changeLog.ofImage(regionId, imageId),
    status: () =>
      describeStatus({ ...options, startedAtMs, client, cache, changeLog, regionList, queue, stateOf }),
    close: () => {
      background.close()
      queue.close()
      store.close()
    },
  }
}

type Failed = Extract<Result<never>, { ok: false }>

function success<T>(value: T): Result<T> {
  return { ok: true, value }
}

async function describeRegions(
  language: Language,
  source: Source,
  regionList: RegionList,
  cache: RegionCache,
  stateOf: (regionId: string) => SnapshotState,
): Promise<Result<RegionsAnswer>> {
  const listed = await regionList.read(language)
  if (!listed.ok) return listed
  const { failure } = listed.value
  const regions = listed.value.regions.map(({ regionId, names, group, closing, endpoint }) => {
    const { state, fetchedAt, failure } = stateOf(regionId)
    const imageCount = cache.get(regionId).snapshot?.images.length ?? null
    const region = { regionId, name: names[language], names, group, closing, endpoint }
    return { ...region, state, fetchedAt, imageCount, ...(failure !== undefined && { failure }) }
  })
  return { ok: true, value: { regions, source, ...(failure !== undefined && { failure }) } }
}
