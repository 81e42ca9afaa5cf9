import type { Region } from '#contract/regions.ts'

/** A text as people search for it: width, case and spaces at the ends do not count. */
export function foldedText(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim()
}

/** The regions whose ID, English or Chinese name holds every word of a query. */
export function findRegions(regions: readonly Region[], query: string): readonly Region[] {
  const words = foldedText(query).split(/\s+/).filter(Boolean)
  if (words.length === 0) return regions
  return regions.filter(({ regionId, name, names }) => {
    const haystack = foldedText([regionId, name, names['en-US'], names['zh-CN']].join('\n'))
    return words.every((word) => haystack.includes(word))
  })
}
