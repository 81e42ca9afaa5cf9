import { IMAGE_TYPES, type Image } from '#contract/images.ts'
import { imageHaystack } from '#contract/search.ts'

import type { ImageView, TypeChoice } from '../location/view.ts'
import type { Search } from './search.ts'

/** The images that a view shows, in its order. */
export function visibleImages(images: readonly Image[], view: ImageView, search: Search): Image[] {
  return images
    .filter(
      (image) =>
        isOfType(image, view.type) &&
        isOfPlatform(image, view.platform) &&
        search.matches(imageHaystack(image)),
    )
    .sort(comparison(view.sort))
}

/** How many images each choice of the type filter would show, the other filters kept. */
export function typeCounts(
  images: readonly Image[],
  view: ImageView,
  search: Search,
): Record<TypeChoice, number> {
  const counts = { all: 0, system: 0, app: 0, custom: 0, other: 0 }
  for (const image of images) {
    if (!isOfPlatform(image, view.platform) || !search.matches(imageHaystack(image))) continue
    counts.all += 1
    counts[knownType(image.imageType) ?? 'other'] += 1
  }
  return counts
}

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

const collator = new Intl.Collator('zh-CN-u-kn-true')
const FIELDS = {
  name: (a: Image, b: Image) => collator.compare(a.imageName, b.imageName),
  type: (a: Image, b: Image) => compareText(a.imageType, b.imageType),
  platform: (a: Image, b: Image) => compareText(a.platform, b.platform),
  region: (a: Image, b: Image) => compareText(a.regionId, b.regionId),
  firstSeen: (a: Image, b: Image) => compareText(a.firstSeenAt, b.firstSeenAt),
}

/** A total order: name, region and ID break ties, so that nothing jumps. */
function comparison(sort: ImageView['sort']): (a: Image, b: Image) => number {
  const field = Object.keys(FIELDS).find((name): name is keyof typeof FIELDS => sort.endsWith(name)) ?? 'name'
  const sign = sort.startsWith('-') ? -1 : 1
  return (a, b) =>
    sign * FIELDS[field](a, b) ||
    FIELDS.name(a, b) ||
    FIELDS.region(a, b) ||
    compareText(a.imageId, b.imageId)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
