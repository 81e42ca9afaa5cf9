import type { CopiedImage } from './format.ts'
import { byRegion } from './format.ts'

/** One image in several regions. `images` has one entry per region, sorted by region ID. */
export type RegionMapEntry = { key: string; images: CopiedImage[] }

/** Detail 0: the key is the name. 1: type and platform are added. 2: the ID is added as well. */
const MAX_DETAIL = 2

/**
 * Groups images by name, sorted by name. Images share an entry only if name, type and platform are equal and their regions
 * differ. If names clash, keys get more detail.
 */
export function regionMap(images: readonly CopiedImage[]): RegionMapEntry[] {
  const details = new Map<CopiedImage, number>()
  const detailOf = (image: CopiedImage) => details.get(image) ?? 0
  for (;;) {
    const entries = Map.groupBy(images, (image) => keyOf(image, detailOf(image)))
    const ambiguous = [...entries.values()].filter((entry) => !isOneImage(entry)).flat()
    const refinable = ambiguous.filter((image) => detailOf(image) < MAX_DETAIL)
    if (refinable.length === 0) return sorted(entries)
    for (const image of refinable) details.set(image, detailOf(image) + 1)
  }
}

function keyOf(image: CopiedImage, detail: number): string {
  if (detail === 0) return image.imageName.toWellFormed()
  const facts = [image.imageType, image.platform, ...(detail === MAX_DETAIL ? [image.imageId] : [])]
  return `${image.imageName} (${facts.join(', ')})`.toWellFormed()
}

function isOneImage(images: readonly CopiedImage[]): boolean {
  const kinds = new Set(
    images.map(({ imageName, imageType, platform }) => JSON.stringify([imageName, imageType, platform])),
  )
  return kinds.size === 1 && byRegion(images).length === images.length
}

function sorted(entries: Map<string, CopiedImage[]>): RegionMapEntry[] {
  return [...entries]
    .map(([key, images]) => ({ key, images: images.toSorted((a, b) => compare(a.regionId, b.regionId)) }))
    .toSorted((a, b) => compare(a.key, b.key))
}

/** By UTF-16 code unit, so that the order does not depend on the locale. */
function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
