import type { Image } from '#contract/images.ts'

/** What to pick out of a list; what is not given matches everything. */
export type ImageFilter = {
  type?: string | undefined
  platform?: string | undefined
  /** Words, all of which must be found in the image's texts. */
  q?: string | undefined
  ids?: readonly string[] | undefined
}

/** The images that match, in their order; the very same array where nothing is filtered. */
export function filterImages(images: readonly Image[], filter: ImageFilter): readonly Image[] {
  const words = searchWords(filter.q ?? '')
  const ids = filter.ids === undefined ? null : new Set(filter.ids)
  const { type, platform } = filter
  if (words.length === 0 && ids === null && type === undefined && platform === undefined) return images
  return images.filter(
    (image) =>
      (type === undefined || image.imageType === type) &&
      (platform === undefined || image.platform === platform) &&
      (ids === null || ids.has(image.imageId)) &&
      matchesWords(imageHaystack(image), words),
  )
}

/** The words of a search, written the one way that texts are compared in. */
export function searchWords(text: string): string[] {
  return folded(text)
    .split(/\s+/u)
    .filter((word) => word !== '')
}

export function matchesWords(haystack: string, words: readonly string[]): boolean {
  return words.every((word) => haystack.includes(word))
}

/** The texts of something that is searched, as one; a line break keeps a word from matching across two. */
export function haystackOf(texts: readonly string[]): string {
  return folded(texts.join('\n'))
}

/** Full-width letters, ligatures and capitals are no reason to miss an image. */
function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

const haystacks = new WeakMap<Image, string>()

function imageHaystack(image: Image): string {
  const known = haystacks.get(image)
  if (known !== undefined) return known
  const { imageName, imageId, imageType, platform, description, regionId } = image
  const haystack = haystackOf([imageName, imageId, imageType, platform, description, regionId])
  haystacks.set(image, haystack)
  return haystack
}
