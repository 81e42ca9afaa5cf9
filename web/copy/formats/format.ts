import type { Image } from '#contract/images.ts'
import type { Source } from '#contract/regions.ts'

import { truncate } from './escaping.ts'

/** An image to copy. `lastSeenAt` is missing for images from the stored selection. */
export type CopiedImage = Pick<Image, 'regionId' | 'imageId' | 'imageName' | 'imageType' | 'platform'> &
  Partial<Pick<Image, 'lastSeenAt'>>

/** What a snippet states besides the images. */
export type CopyContext = {
  source: Source
  /** When each region was last fetched, in ISO 8601, by region ID. */
  asOf: Readonly<Record<string, string | null>>
  /** The origin of this page, without a trailing slash. */
  origin: string
  /** The URL of the image, or of the current view. */
  viewUrl: string
}

/** Formats images that have no duplicates, in their order. */
export type FormatWriter = (images: readonly CopiedImage[], context: CopyContext) => string

/** When the region was last fetched, or `unknown`. */
export function asOf(image: CopiedImage, context: CopyContext): string {
  return context.asOf[image.regionId] ?? 'unknown'
}

/** Describes an image in a comment. Region and time come first, so that a name cannot fake them. */
export function provenance(image: CopiedImage, context: CopyContext): string {
  const source = `Region: ${truncate(image.regionId)} | As of: ${truncate(asOf(image, context))}`
  return `${source} | ${description(image)}`
}

/** Type, platform and name, for a comment. */
export function description(image: CopiedImage): string {
  const kind = `Type: ${truncate(image.imageType)} | Platform: ${truncate(image.platform)}`
  return `${kind} | Image: ${truncate(image.imageName)}`
}

/** A line for a comment if the images are sample data, else none. */
export function sampleNotice(context: CopyContext): string[] {
  return context.source === 'sample' ? ['SAMPLE DATA: these image IDs are not real.'] : []
}

/** Removes duplicates of region and ID; keeps the order. */
export function distinctImages(images: readonly CopiedImage[]): CopiedImage[] {
  const seen = new Map<string, CopiedImage>()
  for (const image of images) {
    const key = JSON.stringify([image.regionId, image.imageId])
    if (!seen.has(key)) seen.set(key, image)
  }
  return [...seen.values()]
}

/** Groups images by region, in the order in which regions first appear. */
export function byRegion(images: readonly CopiedImage[]): [regionId: string, CopiedImage[]][] {
  return [...Map.groupBy(images, (image) => image.regionId)]
}
