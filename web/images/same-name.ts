import type { Image } from '#contract/images.ts'

import { logicalKey } from './logical-image.ts'

/** The images that share region, type, platform and name with another one, and can only be told apart by more. */
export function sameNamed(images: readonly Image[]): ReadonlySet<Image> {
  const groups = Map.groupBy(images, (image) => `${image.regionId}\n${logicalKey(image)}`)
  return new Set([...groups.values()].filter((group) => group.length > 1).flat())
}
