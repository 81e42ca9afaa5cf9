import type { Change } from './changes.ts'
import type { Image } from './images.ts'
import { memoizeByObject } from './memoize.ts'

/** The words and `"exact phrases"` of a search, written the one way that texts are compared in. */
export function searchTerms(query: string): string[] {
  const terms = [...foldText(query).matchAll(/"([^"]+)"|(\S+)/g)]
  return terms.map(([, phrase, word]) => phrase ?? word ?? '')
}

/** Whether every term is found in a folded text. */
export function matchesTerms(haystack: string, terms: readonly string[]): boolean {
  return terms.every((term) => haystack.includes(term))
}

/** What stands between the slashes of `/a pattern/`; undefined where a search is none. */
export function searchPattern(query: string): string | undefined {
  return /^\/(.+)\/$/.exec(query.trim())?.[1]
}

/** All texts of an image, folded once. */
export const imageHaystack = memoizeByObject(
  ({ imageName, imageId, imageType, platform, regionId, description }: Image) =>
    folded([imageName, imageId, imageType, platform, regionId, description]),
)

/** What an image is and was, and what may have taken its place, folded once. */
export const changeHaystack = memoizeByObject((change: Change) => {
  const { imageName, imageId, imageType, platform, regionId, before, candidates } = change
  const others = candidates.flatMap((candidate) => [candidate.imageId, candidate.imageName])
  return folded([imageName, imageId, imageType, platform, regionId, before ?? '', ...others])
})

/** A line break keeps a term from matching across two texts. */
function folded(texts: readonly string[]): string {
  return foldText(texts.join('\n'))
}

/** Full-width letters, ligatures and capitals are no reason to miss an image. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}
