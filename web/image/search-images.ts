import type { Image } from '#contract/images.ts'
import { foldText, imageHaystack, matchesTerms, searchPattern, searchTerms } from '#contract/search.ts'

/** A parsed search text. */
export type Search = {
  /** Searches with equal keys find the same images. */
  key: string
  /** Whether the folded text of an image matches. */
  matches(haystack: string): boolean
  /** The matches in a displayed text, in order and without overlaps. */
  rangesIn(text: string): (readonly [start: number, end: number])[]
  /** Whether the text is an invalid or unsafe pattern, and is searched for literally. */
  isBadPattern: boolean
}

const MAX_PATTERN_LENGTH = 100
// Nested or adjacent repetitions can backtrack exponentially.
const UNSAFE_PATTERN = /[+*}]\)?[+*{]|\([^)]*[+*}|][^)]*\)[+*{]|\\\d|\(\?<?[=!]/

/** Parses `words`, `"an exact phrase"` or `/a pattern/`. Case and full-width forms are ignored. */
export function parseSearch(query: string): Search {
  const pattern = searchPattern(query)
  if (pattern === undefined) return wordSearch(foldText(query.trim()), searchTerms(query), false)
  // Not folded: `\d` and `\D` differ.
  const key = query.trim()
  const compiled = compilePattern(pattern)
  return compiled === undefined ? wordSearch(key, [foldText(key)], true) : patternSearch(key, compiled)
}

function wordSearch(key: string, words: readonly string[], isBadPattern: boolean): Search {
  const [only, ...others] = words
  return {
    key,
    isBadPattern,
    matches:
      only !== undefined && others.length === 0
        ? (haystack) => haystack.includes(only)
        : (haystack) => matchesTerms(haystack, words),
    rangesIn: (text) => {
      const lower = text.toLowerCase()
      // A few letters change their length with their case, which would shift the ranges.
      if (lower.length !== text.length) return []
      return mergeRanges(words.flatMap((word) => occurrences(lower, word)))
    },
  }
}

function patternSearch(key: string, pattern: RegExp): Search {
  return {
    key,
    isBadPattern: false,
    matches: (haystack) => haystack.search(pattern) >= 0,
    rangesIn: (text) =>
      mergeRanges(
        [...text.matchAll(pattern)]
          .filter(([match]) => match !== '')
          .map((match) => [match.index, match.index + match[0].length]),
      ),
  }
}

function compilePattern(pattern: string): RegExp | undefined {
  if (pattern.length > MAX_PATTERN_LENGTH || UNSAFE_PATTERN.test(pattern)) return undefined
  try {
    return new RegExp(pattern, 'giu')
  } catch {
    return undefined
  }
}

function occurrences(text: string, word: string): [number, number][] {
  const ranges: [number, number][] = []
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length))
    ranges.push([at, at + word.length])
  return ranges
}

function mergeRanges(ranges: readonly (readonly [number, number])[]): [number, number][] {
  const merged: [number, number][] = []
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = merged.at(-1)
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end)
    else merged.push([start, end])
  }
  return merged
}

/** The results of earlier searches of a list, by search key. */
const resultsByList = new WeakMap<readonly Image[], Map<string, readonly Image[]>>()

/**
 * The images of a list that match, in the order of the list. A search that extends an earlier one looks only through
 * the images which that one found, and deleting a letter brings back the earlier result.
 */
export function searchImages(images: readonly Image[], search: Search): readonly Image[] {
  const { key } = search
  if (key === '') return images
  const results = resultsByList.get(images) ?? new Map<string, readonly Image[]>()
  resultsByList.set(images, results)
  const found =
    results.get(key) ??
    smallestSuperset(images, results, key).filter((image) => search.matches(imageHaystack(image)))
  results.set(key, found)
  for (const other of results.keys()) if (!key.startsWith(other)) results.delete(other)
  return found
}

/** The shortest earlier result that contains everything the search can match. */
function smallestSuperset(
  images: readonly Image[],
  results: ReadonlyMap<string, readonly Image[]>,
  key: string,
): readonly Image[] {
  let smallest = images
  for (const [other, found] of results)
    if (isNarrower(key, other) && found.length <= smallest.length) smallest = found
  return smallest
}

/** Whether `key` can only match a subset of what `other` matches. Never true of phrases and patterns. */
function isNarrower(key: string, other: string): boolean {
  return key.startsWith(other) && !/["/]/.test(key)
}

/** Folding this many images takes a few milliseconds on a slow machine. */
const BATCH_SIZE = 200

/**
 * Folds the texts of a list during idle time, before the first key is typed.
 * @returns a function that stops it
 */
export function prepareSearch(images: readonly Image[], whenIdle: (work: () => void) => void): () => void {
  let next = 0
  let isStopped = false
  const work = () => {
    if (isStopped) return
    for (const image of images.slice(next, next + BATCH_SIZE)) imageHaystack(image)
    next += BATCH_SIZE
    if (next < images.length) whenIdle(work)
  }
  whenIdle(work)
  return () => (isStopped = true)
}
