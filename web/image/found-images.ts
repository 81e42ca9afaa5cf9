import type { Image } from '#contract/images.ts'
import { imageHaystack } from '#contract/search.ts'

import type { Search } from './search-images.ts'

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

/** So many texts are folded at once, which takes a few milliseconds on a slow machine. */
const AT_ONCE = 200

/**
 * Folds the texts of a list ahead, in moments when there is nothing else to do: the first key need not wait for all.
 * @returns what ends it
 */
export function prepareSearch(images: readonly Image[], whenIdle: (work: () => void) => void): () => void {
  let next = 0
  let isOver = false
  const work = () => {
    if (isOver) return
    for (const image of images.slice(next, next + AT_ONCE)) imageHaystack(image)
    next += AT_ONCE
    if (next < images.length) whenIdle(work)
  }
  whenIdle(work)
  return () => (isOver = true)
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
