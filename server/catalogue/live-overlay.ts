import type { Image } from '#contract/images.ts'

import type { CloudImage, ImageListing } from './cloud.ts'

/** What the cloud said of single IDs, which is newer than the snapshots and never becomes part of one. */
export type LiveEvidence = {
  /** An image of a snapshot as the cloud has it now: `gone` where the cloud was asked for its ID and had none. */
  correct(image: Image): Image
  /** Where the cloud has this ID. */
  found(imageId: string): readonly Image[]
}

/** Nothing was asked. */
export const NO_EVIDENCE: LiveEvidence = { correct: (image) => image, found: () => [] }

/** IDs that a region is asked for. */
export type LiveCall = { regionId: string; imageIds: readonly string[] }

/** Evidence that is gathered answer by answer. */
type GatheredEvidence = LiveEvidence & {
  /** Takes in what a call was answered, at a time in ISO 8601. */
  add(call: LiveCall, listing: ImageListing, at: string): void
}

export function gatherEvidence(): GatheredEvidence {
  const found = new Map<string, Image[]>()
  const absent = new Set<string>()
  const seenIn = (imageId: string, regionId: string) =>
    found.get(imageId)?.find((image) => image.regionId === regionId)

  return {
    correct(image) {
      const { regionId, imageId, firstSeenAt } = image
      const seen = seenIn(imageId, regionId)
      if (seen !== undefined) return { ...seen, firstSeenAt }
      return absent.has(`${regionId} ${imageId}`) ? { ...image, state: 'gone' } : image
    },
    found: (imageId) => found.get(imageId) ?? [],
    add({ regionId, imageIds }, { images, dropped }, at) {
      for (const image of images) {
        const before = found.get(image.imageId) ?? []
        found.set(image.imageId, [...before, seenImage(regionId, image, at)])
      }
      // An entry that could not be read may be any of the IDs that seem to be missing.
      if (dropped > 0) return
      const listed = new Set(images.map(({ imageId }) => imageId))
      for (const imageId of imageIds) if (!listed.has(imageId)) absent.add(`${regionId} ${imageId}`)
    },
  }
}

function seenImage(regionId: string, image: CloudImage, at: string): Image {
  const { imageId, imageName, imageType, platform, description } = image
  const told = { regionId, imageId, imageName, imageType, platform, description }
  return { ...told, firstSeenAt: at, lastSeenAt: at, state: 'current' }
}
