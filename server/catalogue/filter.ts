import type { Image } from '#contract/images.ts'
import { imageHaystack, matchesTerms, searchTerms } from '#contract/search.ts'

/** What to pick out of a list; what is not given matches everything. */
export type ImageFilter = {
  type?: string | undefined
  platform?: string | undefined
  /** Words and phrases, all of which must be found in the image's texts. */
  q?: string | undefined
  ids?: readonly string[] | undefined
}

/** The images that match, in their order; the very same array where nothing is filtered. */
export function filterImages(images: readonly Image[], filter: ImageFilter): readonly Image[] {
  const terms = searchTerms(filter.q ?? '')
  const ids = filter.ids === undefined ? null : new Set(filter.ids)
  const { type, platform } = filter
  if (terms.length === 0 && ids === null && type === undefined && platform === undefined) return images
  return images.filter(
    (image) =>
      (type === undefined || image.imageType === type) &&
      (platform === undefined || image.platform === platform) &&
      (ids === null || ids.has(image.imageId)) &&
      matchesTerms(imageHaystack(image), terms),
  )
}
