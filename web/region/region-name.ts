import type { Region } from '#contract/regions.ts'
import { foldText, matchesTerms } from '#contract/search.ts'

import type { PageLanguage } from '../preferences/preferences-store.ts'

/** `China (Hangzhou) cn-hangzhou`; an unknown ID is returned unchanged. */
export function regionName(regionId: string, regions: readonly Region[], language: PageLanguage): string {
  const region = regions.find((other) => other.regionId === regionId)
  return region === undefined ? regionId : `${localName(region, language)} ${regionId}`
}

/** The name of a region in the language of the page. */
export function localName({ names }: Pick<Region, 'names'>, language: PageLanguage): string {
  return names[language === 'en' ? 'en-US' : 'zh-CN']
}

/** The label of a region that is closing, unless its name includes it: Alibaba Cloud adds it to the Chinese names. */
export function closingLabel(
  region: Pick<Region, 'names' | 'closing'>,
  language: PageLanguage,
  label: string,
): string | undefined {
  return region.closing && !localName(region, language).includes(label) ? label : undefined
}

/** The regions whose ID, English or Chinese name contains every word of a query. */
export function findRegions(regions: readonly Region[], query: string): readonly Region[] {
  const words = foldText(query).split(/\s+/).filter(Boolean)
  if (words.length === 0) return regions
  return regions.filter(({ regionId, name, names }) =>
    matchesTerms(foldText([regionId, name, names['en-US'], names['zh-CN']].join('\n')), words),
  )
}
