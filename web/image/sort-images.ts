import type { Image } from '#contract/images.ts'

import type { ImageView } from '../routing/image-view.ts'

type Sort = ImageView['sort']
const orders = new WeakMap<readonly Image[], { sort: Sort; images: readonly Image[] }>()

/** A list in an order. The last order of each list is kept: a key in the search box must not sort everything anew. */
export function inOrder(images: readonly Image[], sort: Sort): readonly Image[] {
  const known = orders.get(images)
  if (known?.sort === sort) return known.images
  const ordered = images.toSorted(comparison(sort))
  orders.set(images, { sort, images: ordered })
  return ordered
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
