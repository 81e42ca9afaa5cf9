import type { Image } from '#contract/images.ts'

/** A name as people compare names: width, case and runs of spaces do not count. */
function normalizedName(imageName: string): string {
  return imageName.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim()
}

/** What makes images of different regions the same logical image: type, platform and name. */
export function logicalKey({ imageName, imageType, platform }: Image): string {
  return JSON.stringify([imageType, platform, normalizedName(imageName)])
}
