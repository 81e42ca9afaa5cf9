import type { Image } from '#contract/images.ts'
import { imageHaystack } from '#contract/search.ts'

import type { Search } from './search.ts'

/** What was found in a list, by the key of the search. */
type Finds = Map<string, readonly Image[]>
const findsOf = new WeakMap<readonly Image[], Finds>()

/**
 * The images of a list that match, in its order. Whoever types on asks only those that were found so far, and whoever
 * goes back a letter gets what was found before it.
 */
export function foundIn(images: readonly Image[], search: Search): readonly Image[] {
  const { key } = search
  if (key === '') return images
  const finds = findsOf.get(images) ?? new Map<string, readonly Image[]>()
  findsOf.set(images, finds)
  const known = finds.get(key)
  const found = known ?? narrowest(images, finds, key).filter((image) => search.matches(imageHaystack(image)))
  finds.set(key, found)
  // What is not on the way to this search is not gone back to.
  for (const other of finds.keys()) if (!key.startsWith(other)) finds.delete(other)
  return found
}

/** The shortest list that holds everything that the search can find. */
function narrowest(images: readonly Image[], finds: Finds, key: string): readonly Image[] {
  let least = images
  for (const [other, found] of finds)
    if (isNarrower(key, other) && found.length <= least.length) least = found
  return least
}

/** With more letters a search for words finds less. That of an exact phrase or of a pattern may find something else. */
function isNarrower(key: string, other: string): boolean {
  return key.startsWith(other) && !/["/]/.test(key)
}
