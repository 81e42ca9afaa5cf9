import type { CopiedImage } from './format.ts'
import { byRegion } from './format.ts'

/** One image, by whatever ID it has in each region. `images` holds one per region, sorted by region ID. */
export type RegionMapEntry = { key: string; images: CopiedImage[] }

/** How a key may name an image: by its name, by type and platform as well, or by its ID too. */
const MOST_DETAIL = 2

/**
 * The images by name and region, sorted by name. Two images share an entry only where name, type and platform are the same
 * and no region has both; where names clash, the key says type and platform too, or else the ID.
 */
export function regionMap(images: readonly CopiedImage[]): RegionMapEntry[] {
  const details = new Map<CopiedImage, number>()
  const detailOf = (image: CopiedImage) => details.get(image) ?? 0
  for (;;) {
    const entries = Map.groupBy(images, (image) => keyOf(image, detailOf(image)))
    const mixed = [...entries.values()].filter((entry) => !isOneImage(entry)).flat()
    const unclear = mixed.filter((image) => detailOf(image) < MOST_DETAIL)
    if (unclear.length === 0) return sorted(entries)
    for (const image of unclear) details.set(image, detailOf(image) + 1)
  }
}

function keyOf(image: CopiedImage, detail: number): string {
  if (detail === 0) return image.imageName.toWellFormed()
  const facts = [image.imageType, image.platform, ...(detail === MOST_DETAIL ? [image.imageId] : [])]
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

/** By UTF-16 code unit: the same on every machine, whatever its language. */
function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
