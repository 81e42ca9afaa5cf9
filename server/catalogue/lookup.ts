import type { Image, SnapshotState } from '#contract/images.ts'
import type { LookupAnswer, LookupRequest, LookupResult } from '#contract/lookup.ts'

import { findImageIds } from './image-ids.ts'
import { type LiveOverlay, NO_OVERLAY } from './live-overlay.ts'
import type { RefreshQueue } from './refresh/refresh-queue.ts'
import type { Refresher } from './refresh/refresher.ts'
import type { RegionCache } from './region-cache.ts'
import type { RegionList } from './regions.ts'
import type { SnapshotIndex } from './snapshot.ts'

/** Looks up image IDs in the snapshots of all regions. */
export type Lookup = {
  answer(request: LookupRequest, overlay?: LiveOverlay, checked?: ReadonlySet<string>): LookupAnswer
  results(imageIds: readonly string[], overlay: LiveOverlay): LookupResult[]
  /** Enqueues the regions that were never read, so that the next lookup finds more. */
  enqueueUnread(request: LookupRequest): void
}

type Options = {
  cache: RegionCache
  regionList: RegionList
  refresher: Refresher
  queue: RefreshQueue
  stateOf: (regionId: string) => SnapshotState
}

export function createLookup({ cache, regionList, refresher, queue, stateOf }: Options): Lookup {
  const isUnread = (regionId: string) => cache.get(regionId).snapshot === null
  const results = (imageIds: readonly string[], overlay: LiveOverlay) =>
    findImages(imageIds, cache.indexes(), overlay)

  return {
    results,
    answer: (request, overlay = NO_OVERLAY, checked = new Set()) => {
      const { ids, truncated } = requestedIds(request)
      const regionIds = [...new Set([...regionList.ids(), ...(request.regions ?? [])])]
      const unknownRegions = regionIds.filter((regionId) => !checked.has(regionId) && isUnread(regionId))
      const unknownStates = Object.fromEntries(
        unknownRegions.map((regionId) => [regionId, stateOf(regionId)]),
      )
      return { results: results(ids, overlay), unknownRegions, unknownStates, truncated }
    },
    enqueueUnread: (request) => {
      if (requestedIds(request).ids.length === 0) return
      regionList.whenReady(() => {
        const isDue = (regionId: string) => refresher.dueInMs(regionId, 'bulk') === 0
        const regionIds = request.regions ?? regionList.ids()
        queue.enqueue(
          regionIds.filter((regionId) => isUnread(regionId) && isDue(regionId)),
          'view',
        )
      })
    },
  }
}

/** The distinct IDs of a request: those listed, or those found in its text. */
export function requestedIds({ ids, text = '' }: LookupRequest): { ids: string[]; truncated: boolean } {
  return ids === undefined ? findImageIds(text) : { ids: [...new Set(ids)], truncated: false }
}

function findImages(
  imageIds: readonly string[],
  indexes: readonly SnapshotIndex[],
  overlay: LiveOverlay,
): LookupResult[] {
  return imageIds.map((imageId) => findImage(imageId, indexes, overlay))
}

function findImage(imageId: string, indexes: readonly SnapshotIndex[], overlay: LiveOverlay): LookupResult {
  const places: Image[] = []
  const successors: Image[] = []
  for (const index of indexes) {
    const known = index.byId().get(imageId)
    if (known === undefined) continue
    const image = overlay.update(known)
    places.push(image)
    if (image.state === 'gone') successors.push(...index.sameNameAndType(image).filter(isStillCurrent))
  }
  const regionIds = new Set(places.map(({ regionId }) => regionId))
  places.push(...overlay.listed(imageId).filter(({ regionId }) => !regionIds.has(regionId)))
  const isCurrent = places.some(({ state }) => state === 'current')
  return {
    imageId,
    state: isCurrent ? 'current' : places.length > 0 ? 'gone' : 'never',
    places,
    successors: successors.map(({ regionId, imageId, imageName }) => ({ regionId, imageId, imageName })),
  }

  function isStillCurrent(candidate: Image): boolean {
    return overlay.update(candidate).state === 'current'
  }
}
