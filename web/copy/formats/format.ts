import type { Image } from '#contract/images.ts'
import type { Source } from '#contract/regions.ts'

import { shortened } from './escaping.ts'

/** What a copy form needs of an image. A selection may span regions. */
export type CopiedImage = Pick<Image, 'regionId' | 'imageId' | 'imageName' | 'imageType' | 'platform'>

/** What a copy form says beside the images. */
export type CopyContext = {
  source: Source
  /** When the snapshot of each region was taken, in ISO 8601, by region ID. */
  asOf: Readonly<Record<string, string | null>>
  /** The origin of this page, without a slash at the end: `https://images.example`. */
  origin: string
  /** The whole address of the view that is looked at. */
  viewUrl: string
}

/** Writes the images, each region and ID once, in the order of their selection. */
export type FormatWriter = (images: readonly CopiedImage[], context: CopyContext) => string

/** When the region's snapshot was taken, or `unknown`. */
export function asOf(image: CopiedImage, context: CopyContext): string {
  return context.asOf[image.regionId] ?? 'unknown'
}

/** Where an image is, since when that is known and what it is, for a comment. Region and time come first: a name could pretend. */
export function provenance(image: CopiedImage, context: CopyContext): string {
  const place = `Region: ${shortened(image.regionId)} | As of: ${shortened(asOf(image, context))}`
  return `${place} | ${description(image)}`
}

/** What an image is, for a comment. */
export function description(image: CopiedImage): string {
  const kind = `Type: ${shortened(image.imageType)} | Platform: ${shortened(image.platform)}`
  return `${kind} | Image: ${shortened(image.imageName)}`
}

/** One line for a comment where the images are those of the sample, and none where they are real. */
export function sampleNotice(context: CopyContext): string[] {
  return context.source === 'sample' ? ['SAMPLE DATA: these image IDs are not real.'] : []
}

/** Each region and ID once, in the order given. */
export function distinctImages(images: readonly CopiedImage[]): CopiedImage[] {
  const seen = new Map<string, CopiedImage>()
  for (const image of images) {
    const key = JSON.stringify([image.regionId, image.imageId])
    if (!seen.has(key)) seen.set(key, image)
  }
  return [...seen.values()]
}

/** The images of each region, in the order in which the regions come. */
export function byRegion(images: readonly CopiedImage[]): [regionId: string, CopiedImage[]][] {
  return [...Map.groupBy(images, (image) => image.regionId)]
}
