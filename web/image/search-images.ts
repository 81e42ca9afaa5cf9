import { foldText, matchesTerms, searchPattern, searchTerms } from '#contract/search.ts'

/** A search, ready to be asked of many images. */
export type Search = {
  /** What is searched for: two searches of the same key find the same. */
  key: string
  /** Whether the folded text of an image matches. */
  matches(haystack: string): boolean
  /** Where the search is found in a text as it is shown; in order, without overlaps. */
  rangesIn(text: string): (readonly [start: number, end: number])[]
  /** The pattern could not be read, and is searched for as text. */
  isBadPattern: boolean
}

const MOST_PATTERN = 100
// Nested or adjacent repetitions can take for ever on a long text: such patterns are searched for as text.
const RISKY = /[+*}]\)?[+*{]|\([^)]*[+*}|][^)]*\)[+*{]|\\\d|\(\?<?[=!]/

/** Reads `words`, `"an exact phrase"` or `/a pattern/`. Width and case do not count. */
export function parseSearch(query: string): Search {
  const pattern = searchPattern(query)
  if (pattern === undefined) return wordSearch(foldText(query.trim()), searchTerms(query), false)
  // As it stands: `\d` and `\D` differ.
  const key = query.trim()
  const compiled = compile(pattern)
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
      // Some letters change their length with their case; marks would then stand in the wrong place.
      if (lower.length !== text.length) return []
      return merged(words.flatMap((word) => occurrences(lower, word)))
    },
  }
}

function patternSearch(key: string, pattern: RegExp): Search {
  return {
    key,
    isBadPattern: false,
    matches: (haystack) => haystack.search(pattern) >= 0,
    rangesIn: (text) =>
      merged(
        [...text.matchAll(pattern)]
          .filter(([found]) => found !== '')
          .map((match) => [match.index, match.index + match[0].length]),
      ),
  }
}

function compile(pattern: string): RegExp | undefined {
  if (pattern.length > MOST_PATTERN || RISKY.test(pattern)) return undefined
  try {
    return new RegExp(pattern, 'giu')
  } catch {
    return undefined
  }
}

function occurrences(text: string, word: string): [number, number][] {
  const found: [number, number][] = []
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length))
    found.push([at, at + word.length])
  return found
}

function merged(ranges: readonly (readonly [number, number])[]): [number, number][] {
  const joined: [number, number][] = []
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = joined.at(-1)
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end)
    else joined.push([start, end])
  }
  return joined
}
