import { remembered } from './remembered.ts'

/** The name of an image without its version, and the version; null where the name holds none. */
export const splitName = remembered((imageName): { product: string; version: string | null } => {
  const match = /^(.*\S)[-_ ]+[vV]?(\d[\w.]*)$/.exec(imageName)
  const [, product, version] = match ?? []
  return product === undefined || version === undefined
    ? { product: imageName, version: null }
    : { product, version }
})

/** One or two letters that stand for a product. */
export const monogramOf = remembered((imageName): string => {
  const [first = '?', second] =
    imageName.normalize('NFKC').match(/\p{Lu}|\p{Lo}|(?<![\p{L}\p{N}])\p{L}/gu) ?? []
  return /\p{Lo}/u.test(first) ? first : (first + (second ?? '')).toUpperCase()
})

/** A hue for a product, the same for every version of it: 0 to 359. */
export function hueOf(product: string): number {
  let hash = 0
  for (const character of product) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0
  return hash % 360
}

const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu

/** Control and reordering characters made visible, so that no name can pretend to be another. */
export function visibleName(imageName: string): string {
  return imageName.search(UNSEEN) < 0 ? imageName : imageName.replaceAll(UNSEEN, '\uFFFD')
}

/** A name as people compare names: width, case and runs of spaces do not count. */
export const normalizedName = remembered((imageName): string =>
  imageName.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim(),
)

/** Whether a text holds Chinese, Japanese or Korean characters: it then carries `lang` of its own. */
export const isChinese = remembered((text): boolean => /\p{Script=Han}/u.test(text))
