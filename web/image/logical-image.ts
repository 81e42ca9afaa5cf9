import type { Image } from '#contract/images.ts'

import { normalizedName } from './image-name.ts'

/** What makes images of different regions the same logical image: type, platform and name. */
export function logicalKey({ imageName, imageType, platform }: Image): string {
  return JSON.stringify([imageType, platform, normalizedName(imageName)])
}
