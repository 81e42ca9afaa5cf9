import type { Image } from '#contract/images.ts'

import type { ListedImages } from '../swas/operations.ts'
import { toImage } from './snapshot.ts'

/** What the cloud just said about single images. It is newer than the snapshots but never becomes part of one. */
export type LiveOverlay = {
  /** The image as the cloud has it now; `gone` if the cloud was asked for its ID and did not list it. */
  update(image: Image): Image
  /** Where the cloud lists this ID. */
  listed(imageId: string): readonly Image[]
}

export const NO_OVERLAY: LiveOverlay = { update: (image) => image, listed: () => [] }

/** One call: some IDs of one region. */
export type LiveCall = { regionId: string; imageIds: readonly string[] }

type GrowingOverlay = LiveOverlay & {
  /** Adds the answer to a call; `at` is its time in ISO 8601. */
  add(call: LiveCall, listing: ListedImages, at: string): void
}

export function createLiveOverlay(): GrowingOverlay {
  const listed = new Map<string, Image[]>()
  const missing = new Set<string>()

  return {
    update(image) {
      const { regionId, imageId, firstSeenAt } = image
      const live = listed.get(imageId)?.find((candidate) => candidate.regionId === regionId)
      if (live !== undefined) return { ...live, firstSeenAt }
      return missing.has(`${regionId} ${imageId}`) ? { ...image, state: 'gone' } : image
    },
    listed: (imageId) => listed.get(imageId) ?? [],
    add({ regionId, imageIds }, { images, dropped }, at) {
      for (const image of images) {
        const seen = toImage(regionId, image, { firstSeenAt: at, lastSeenAt: at })
        listed.set(image.imageId, [...(listed.get(image.imageId) ?? []), seen])
      }
      // A dropped, unreadable entry may be any of the IDs that seem to be missing.
      if (dropped > 0) return
      const answered = new Set(images.map(({ imageId }) => imageId))
      for (const imageId of imageIds) if (!answered.has(imageId)) missing.add(`${regionId} ${imageId}`)
    },
  }
}
