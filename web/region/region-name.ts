import type { Region } from '#contract/regions.ts'

import type { PageLanguage } from '../preferences/preferences-store.ts'

/** `China (Hangzhou) cn-hangzhou`; an ID that is not known stays as it is. */
export function regionName(regionId: string, regions: readonly Region[], language: PageLanguage): string {
  const region = regions.find((other) => other.regionId === regionId)
  return region === undefined ? regionId : `${localName(region, language)} ${regionId}`
}

/** The name of a region in the language of the page. */
export function localName({ names }: Pick<Region, 'names'>, language: PageLanguage): string {
  return names[language === 'en' ? 'en-US' : 'zh-CN']
}

/** The word for a region that closes, where its name does not have it already: Alibaba writes it into the Chinese ones. */
export function closingWord(
  region: Pick<Region, 'names' | 'closing'>,
  language: PageLanguage,
  word: string,
): string | undefined {
  return region.closing && !localName(region, language).includes(word) ? word : undefined
}
