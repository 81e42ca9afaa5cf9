import { IMAGE_TYPES, type Image } from '#contract/images.ts'
import { kept } from '#contract/memoize.ts'

import type { ImageView, TypeChoice } from '../routing/image-view.ts'
import { foundIn } from './found-images.ts'
import type { Search } from './search-images.ts'
import { inOrder } from './sort-images.ts'

/** The images that a view shows, in its order. */
export function visibleImages(images: readonly Image[], view: ImageView, search: Search): readonly Image[] {
  return matchingImages(inOrder(images, view.sort), view, search)
}

/** Those of a list that a view shows, in the order of the list. */
export function matchingImages(images: readonly Image[], view: ImageView, search: Search): readonly Image[] {
  const found = foundIn(images, search)
  if (view.type === 'all' && view.platform === 'any') return found
  return found.filter((image) => isOfType(image, view.type) && isOfPlatform(image, view.platform))
}

/** How many images each choice of the type filter would show, the other filters kept. */
export function typeCounts(
  images: readonly Image[],
  view: ImageView,
  search: Search,
): Record<TypeChoice, number> {
  const counts = { all: 0, system: 0, app: 0, custom: 0, other: 0 }
  for (const { platform, imageType, count } of kindsOf(foundIn(inOrder(images, view.sort), search))) {
    if (view.platform !== 'any' && platform !== view.platform) continue
    counts.all += count
    counts[knownType(imageType) ?? 'other'] += count
  }
  return counts
}

/** The few kinds that a list has, each counted once however often it is asked for. */
const kindsOf = kept((images: readonly Image[]) => {
  const kinds: { platform: string; imageType: string; count: number }[] = []
  let kind = kinds[0]
  for (const { platform, imageType } of images) {
    if (kind?.platform !== platform || kind.imageType !== imageType)
      kind = kinds.find((other) => other.platform === platform && other.imageType === imageType)
    if (kind === undefined) kinds.push((kind = { platform, imageType, count: 0 }))
    kind.count += 1
  }
  return kinds
})

/** One of the documented types; undefined for whatever else the API answers. */
export function knownType(imageType: string) {
  return IMAGE_TYPES.find((type) => type === imageType)
}

function isOfType(image: Image, type: TypeChoice): boolean {
  if (type === 'all') return true
  return type === 'other' ? knownType(image.imageType) === undefined : image.imageType === type
}

function isOfPlatform(image: Image, platform: ImageView['platform']): boolean {
  return platform === 'any' || image.platform === platform
}
