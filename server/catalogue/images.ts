import type { Image, ImagesAnswer, ImageState, ImageType, Platform, SnapshotState } from '#contract/images.ts'
import type { ImageDetail } from '#contract/lookup.ts'
import type { Result } from '#contract/result.ts'
import { imageHaystack, matchesTerms, searchTerms } from '#contract/search.ts'

import type { Clock } from '../clock.ts'
import type { ChangeLog } from './changes.ts'
import type { Client } from './refresh/concurrency-limit.ts'
import type { RegionCache } from './region-cache.ts'
import type { RegionChoice } from './regions.ts'
import { indexSnapshot, toImage } from './snapshot.ts'

/** Which images to list; an absent filter matches everything. */
export type ImageQuery = {
  regions: RegionChoice
  type?: ImageType
  platform?: Platform
  q?: string
  ids?: readonly string[]
  state: ImageState
}

/** The version identifies the snapshots: equal queries of equal versions list equal images. */
export type VersionedImages = ImagesAnswer & { version: string }

/** The images that match a query, from the snapshots. */
export function listImages(
  query: ImageQuery,
  regionIds: readonly string[],
  cache: RegionCache,
  stateOf: (regionId: string) => SnapshotState,
): VersionedImages {
  const snapshots = regionIds.map((regionId) => cache.get(regionId).snapshot)
  let matching: Image[] | undefined
  const images = () =>
    (matching ??= snapshots.flatMap((snapshot) =>
      filterImages((query.state === 'gone' ? snapshot?.gone : snapshot?.images) ?? [], query),
    ))
  return {
    // Filtered on first use: a response that is cached needs only the version and the states.
    get images() {
      return images()
    },
    get total() {
      return images().length
    },
    regions: Object.fromEntries(regionIds.map((regionId) => [regionId, stateOf(regionId)])),
    version: snapshots.map((snapshot) => snapshot?.version ?? '').join(),
  }
}

/** Returns the same array if there is nothing to filter. */
function filterImages(
  images: readonly Image[],
  { type, platform, q = '', ids }: ImageQuery,
): readonly Image[] {
  const terms = searchTerms(q)
  const idSet = ids === undefined ? null : new Set(ids)
  if (terms.length === 0 && idSet === null && type === undefined && platform === undefined) return images
  return images.filter(
    (image) =>
      (type === undefined || image.imageType === type) &&
      (platform === undefined || image.platform === platform) &&
      (idSet === null || idSet.has(image.imageId)) &&
      matchesTerms(imageHaystack(image), terms),
  )
}

/** Parameters of one ListImages call. */
export type LiveQuery = { regionId: string; type?: ImageType; ids?: readonly string[] }

/** Makes one ListImages call with exactly these parameters; nothing of its answer is kept. */
export async function listLive(
  { regionId, type, ids }: LiveQuery,
  client: Client,
  cache: RegionCache,
  clock: Clock,
): Promise<Result<ImagesAnswer>> {
  const parameters = { regionId, ...(type && { imageType: type }), ...(ids && { imageIds: ids }) }
  const outcome = await client.listImages(parameters, 'operator')
  if (!outcome.ok) return outcome
  const { requestId, dropped } = outcome.value
  const { snapshot } = cache.get(regionId)
  const known = snapshot === null ? undefined : indexSnapshot(snapshot).byId()
  const at = new Date(clock.wallMs()).toISOString()
  const images = outcome.value.images.map((image) =>
    toImage(regionId, image, { firstSeenAt: known?.get(image.imageId)?.firstSeenAt ?? at, lastSeenAt: at }),
  )
  const state = { state: 'fresh', fetchedAt: at, requestId, dropped, refreshing: false } as const
  return { ok: true, value: { images, regions: { [regionId]: state }, total: images.length } }
}

/** Everything known about one image, from the snapshots and the change log. */
export function describeImage(
  regionId: string,
  imageId: string,
  cache: RegionCache,
  changeLog: ChangeLog,
  region: SnapshotState,
): ImageDetail {
  const indexes = cache.indexes()
  const here = indexes.find((index) => index.regionId === regionId)
  const others = indexes.filter((index) => index.regionId !== regionId)
  const image = here?.byId().get(imageId) ?? null
  const successors = image?.state === 'gone' ? (here?.sameNameAndType(image) ?? []) : []
  const namesakes = image === null ? [] : others.flatMap((index) => index.sameNameAndType(image))
  return {
    image,
    elsewhere: others.flatMap((index) => index.byId().get(imageId) ?? []),
    sameName: namesakes.filter((other) => other.imageId !== imageId),
    successors: successors.map((other) => ({
      regionId,
      imageId: other.imageId,
      imageName: other.imageName,
    })),
    history: [...changeLog.ofImage(regionId, imageId)],
    region,
  }
}
