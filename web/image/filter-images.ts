import { IMAGE_TYPES, type Image } from '#contract/images.ts'

import type { Messages } from '../i18n/en.ts'
import type { ImageView, PlatformChoice, TypeChoice } from '../routing/image-view.ts'
import { type Search, searchImages } from './search-images.ts'
import { sortImages } from './sort-images.ts'

/** What a view shows of a list. */
export type VisibleImages = {
  /** The images that pass all filters, sorted. */
  images: readonly Image[]
  /** How many images each choice of the type filter would show; the other filters apply. */
  typeCounts: Readonly<Record<TypeChoice, number>>
}

/** Sorts, searches and filters a list, in that order: a keystroke then neither sorts nor searches all of it again. */
export function visibleImages(images: readonly Image[], view: ImageView, search: Search): VisibleImages {
  const found = searchImages(sortImages(images, view.sort), search)
  return { images: filterImages(found, view), typeCounts: countTypes(found, view.platform) }
}

/** The images of a type and a platform, in the order of the list. */
export function filterImages(
  images: readonly Image[],
  { type, platform }: Pick<ImageView, 'type' | 'platform'>,
): readonly Image[] {
  if (type === 'all' && platform === 'any') return images
  return images.filter((image) => hasType(image, type) && hasPlatform(image, platform))
}

function countTypes(images: readonly Image[], platform: PlatformChoice): Record<TypeChoice, number> {
  const counts = { all: 0, system: 0, app: 0, custom: 0, other: 0 }
  for (const image of images) {
    if (!hasPlatform(image, platform)) continue
    counts.all += 1
    counts[knownType(image.imageType) ?? 'other'] += 1
  }
  return counts
}

/** Undefined for a type that the API does not document. */
export function knownType(imageType: string) {
  return IMAGE_TYPES.find((type) => type === imageType)
}

/** The translated name of an image type; one that the API does not document stays as it is. */
export function typeName(imageType: string, names: Messages['browse']['types']): string {
  const known = knownType(imageType)
  return known === undefined ? imageType || names.other : names[known]
}

function hasType(image: Image, type: TypeChoice): boolean {
  if (type === 'all') return true
  return type === 'other' ? knownType(image.imageType) === undefined : image.imageType === type
}

function hasPlatform(image: Image, platform: PlatformChoice): boolean {
  return platform === 'any' || image.platform === platform
}
