import type { Image } from '#contract/images.ts'
import { memoizeByText } from '#contract/memoize.ts'

/** Splits an image name into product and version; the version is null if the name has none. */
export const splitName = memoizeByText((imageName): { product: string; version: string | null } => {
  const match = /^(.*\S)[-_ ]+[vV]?(\d[\w.]*)$/.exec(imageName)
  const [, product, version] = match ?? []
  return product === undefined || version === undefined
    ? { product: imageName, version: null }
    : { product, version }
})

/** One or two letters that represent a product. */
export const monogramOf = memoizeByText((imageName): string => {
  const [first = '?', second] =
    imageName.normalize('NFKC').match(/\p{Lu}|\p{Lo}|(?<![\p{L}\p{N}])\p{L}/gu) ?? []
  return /\p{Lo}/u.test(first) ? first : (first + (second ?? '')).toUpperCase()
})

/** The hue of a product in degrees, 0 to 359; every version has the same. */
export function hueOf(product: string): number {
  let hash = 0
  for (const character of product) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0
  return hash % 360
}

const INVISIBLE = /[\p{Cc}\p{Cf}\u2028\u2029]/gu

/** Replaces control and reordering characters, so that no name can imitate another. */
export function visibleName(imageName: string): string {
  return imageName.search(INVISIBLE) < 0 ? imageName : imageName.replaceAll(INVISIBLE, '\uFFFD')
}

/** An image name for comparison: full-width forms, case and runs of spaces are ignored. */
export const normalizedName = memoizeByText((imageName): string =>
  imageName.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim(),
)

/** Equal for the same image in different regions: same type, platform and name. */
export function logicalImageKey({ imageName, imageType, platform }: Image): string {
  return JSON.stringify([imageType, platform, normalizedName(imageName)])
}

/** Whether a text contains Han characters, and so needs its own `lang`. */
export const isChinese = memoizeByText((text): boolean => /\p{Script=Han}/u.test(text))
