import type { LookupResult } from '#contract/lookup.ts'

/** The IDs in their order; one that is gone and has exactly one candidate gives way to it, the rest stays. */
export function repairedIds(results: readonly LookupResult[]): string[] {
  return results.map(({ imageId, state, successors }) => {
    const candidates = [...new Set(successors.map((candidate) => candidate.imageId))]
    const [only] = candidates
    return state === 'gone' && candidates.length === 1 && only !== undefined ? only : imageId
  })
}
