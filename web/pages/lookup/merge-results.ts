import type { LookupResult } from '#contract/lookup.ts'

/** Results by image ID. */
export type Results = ReadonlyMap<string, LookupResult>

/** Replaces what is known about the regions asked with the live results; other regions keep their results. */
export function mergeLiveResults(
  known: Results,
  live: readonly LookupResult[],
  asked: ReadonlySet<string>,
): Results {
  const merged = new Map(known)
  for (const result of live) {
    const before = known.get(result.imageId)
    merged.set(result.imageId, before === undefined ? result : mergeResult(before, result, asked))
  }
  return merged
}

function mergeResult(before: LookupResult, now: LookupResult, asked: ReadonlySet<string>): LookupResult {
  const mergeRegions = <T extends { regionId: string }>(old: readonly T[], fresh: readonly T[]): T[] => [
    ...old.filter(({ regionId }) => !asked.has(regionId)),
    ...fresh.filter(({ regionId }) => asked.has(regionId)),
  ]
  const places = mergeRegions(before.places, now.places).sort((a, b) => (a.regionId < b.regionId ? -1 : 1))
  const isCurrent = places.some(({ state }) => state === 'current')
  return {
    imageId: now.imageId,
    state: isCurrent ? 'current' : places.length > 0 ? 'gone' : 'never',
    places,
    successors: mergeRegions(before.successors, now.successors),
  }
}

/** The regions that have, or had, any of the IDs, sorted. */
export function regionsOf(results: readonly LookupResult[]): string[] {
  const regions = results.flatMap(({ places }) => places.map(({ regionId }) => regionId))
  return [...new Set(regions)].sort()
}

/** The IDs in order, each removed one replaced by its successor if it has exactly one. */
export function replaceRemovedIds(results: readonly LookupResult[]): string[] {
  return results.map(({ imageId, state, successors }) => {
    const candidates = [...new Set(successors.map((candidate) => candidate.imageId))]
    const [only] = candidates
    return state === 'gone' && candidates.length === 1 && only !== undefined ? only : imageId
  })
}
