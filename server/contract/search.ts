import type { Change } from './changes.ts'
import type { Image } from './images.ts'
import { memoizeByObject } from './memoize.ts'

/** The words and `"exact phrases"` of a search, folded for comparison. */
export function searchTerms(query: string): string[] {
  const terms = [...foldText(query).matchAll(/"([^"]+)"|(\S+)/g)]
  return terms.map(([, phrase, word]) => phrase ?? word ?? '')
}

/** @param haystack folded text */
export function matchesTerms(haystack: string, terms: readonly string[]): boolean {
  return terms.every((term) => haystack.includes(term))
}

/** The pattern of a `/pattern/` search; undefined for other searches. */
export function searchPattern(query: string): string | undefined {
  return /^\/(.+)\/$/.exec(query.trim())?.[1]
}

/** The searchable text of an image, folded. */
export const imageHaystack = memoizeByObject(
  ({ imageName, imageId, imageType, platform, regionId, description }: Image) =>
    foldFields([imageName, imageId, imageType, platform, regionId, description]),
)

/** The searchable text of a change, folded: the image before and after, and its possible successors. */
export const changeHaystack = memoizeByObject((change: Change) => {
  const { imageName, imageId, imageType, platform, regionId, before, candidates } = change
  const others = candidates.flatMap((candidate) => [candidate.imageId, candidate.imageName])
  return foldFields([imageName, imageId, imageType, platform, regionId, before ?? '', ...others])
})

/** Joined by line breaks, so that no term matches across two fields. */
function foldFields(texts: readonly string[]): string {
  return foldText(texts.join('\n'))
}

/** Folds full-width letters, ligatures and case. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}
