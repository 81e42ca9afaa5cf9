import type { LookupResult } from '#contract/lookup.ts'

/** Results by image ID. */
export type Results = ReadonlyMap<string, LookupResult>

/** What was known, brought up to date by what a live look-up says of some regions; of others it stays. */
export function withLive(known: Results, news: readonly LookupResult[], asked: ReadonlySet<string>): Results {
  const merged = new Map(known)
  for (const result of news) {
    const before = known.get(result.imageId)
    merged.set(result.imageId, before === undefined ? result : mergedResult(before, result, asked))
  }
  return merged
}

function mergedResult(before: LookupResult, now: LookupResult, asked: ReadonlySet<string>): LookupResult {
  const merge = <T extends { regionId: string }>(old: readonly T[], fresh: readonly T[]): T[] => [
    ...old.filter(({ regionId }) => !asked.has(regionId)),
    ...fresh.filter(({ regionId }) => asked.has(regionId)),
  ]
  const places = merge(before.places, now.places).sort((a, b) => (a.regionId < b.regionId ? -1 : 1))
  const isCurrent = places.some(({ state }) => state === 'current')
  return {
    imageId: now.imageId,
    state: isCurrent ? 'current' : places.length > 0 ? 'gone' : 'never',
    places,
    successors: merge(before.successors, now.successors),
  }
}

/** The regions where the IDs are or were, in alphabetical order. */
export function regionsOf(results: readonly LookupResult[]): string[] {
  const regions = results.flatMap(({ places }) => places.map(({ regionId }) => regionId))
  return [...new Set(regions)].sort()
}
