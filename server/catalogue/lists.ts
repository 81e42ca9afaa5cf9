import type { Image } from '#contract/images.ts'

import { filterImages } from './filter.ts'
import { type Parts, stateNow } from './parts.ts'
import type { ImageQuestion, VersionedImages } from './use-cases.ts'

/** The images that match, filtered when they are first read: a reader who knows the version may not need them. */
export function listImages(
  question: ImageQuestion,
  regionIds: readonly string[],
  parts: Parts,
): VersionedImages {
  const snapshots = regionIds.map((regionId) => parts.records.of(regionId).snapshot)
  let images: Image[] | undefined
  const matching = () =>
    (images ??= snapshots.flatMap((snapshot) => {
      const all = question.state === 'gone' ? snapshot?.gone : snapshot?.images
      return filterImages(all ?? [], question)
    }))
  return {
    version: snapshots.map((snapshot) => snapshot?.version ?? '').join(),
    regions: Object.fromEntries(regionIds.map((regionId) => [regionId, stateNow(regionId, parts)])),
    get images() {
      return matching()
    },
    get total() {
      return matching().length
    },
  }
}
