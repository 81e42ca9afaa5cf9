import type { Image } from '#contract/images.ts'

import type { Sort } from '../routing/image-view.ts'

const lastOrder = new WeakMap<readonly Image[], { sort: Sort; images: readonly Image[] }>()

/** Sorts a list. The last order of each list is cached, so that typing a search does not sort again. */
export function sortImages(images: readonly Image[], sort: Sort): readonly Image[] {
  const cached = lastOrder.get(images)
  if (cached?.sort === sort) return cached.images
  const sorted = images.toSorted(comparator(sort))
  lastOrder.set(images, { sort, images: sorted })
  return sorted
}

const collator = new Intl.Collator('zh-CN-u-kn-true')
const FIELDS = {
  name: (a: Image, b: Image) => collator.compare(a.imageName, b.imageName),
  type: (a: Image, b: Image) => compareText(a.imageType, b.imageType),
  platform: (a: Image, b: Image) => compareText(a.platform, b.platform),
  region: (a: Image, b: Image) => compareText(a.regionId, b.regionId),
  firstSeen: (a: Image, b: Image) => compareText(a.firstSeenAt, b.firstSeenAt),
}

/** A total order: name, region and ID break ties. */
function comparator(sort: Sort): (a: Image, b: Image) => number {
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
