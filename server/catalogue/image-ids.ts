import { MAX_LOOKUP_IDS } from '#contract/lookup.ts'

// The whole run of letters, digits and hyphens has to be an ID: longer runs are hashes, UUIDs or names.
const WORD = /[0-9A-Za-z-]+/g
const HEX_ID = /^[0-9a-f]{32}$/
const CUSTOM_ID = /^m-[0-9a-z]{8,60}$/

function isImageId(word: string): boolean {
  return HEX_ID.test(word) || CUSTOM_ID.test(word)
}

/**
 * Escape sequences whose last letters and digits run into the ID. `start` matches the text before the word, `rest` the
 * part of the word that belongs to the escape: `%22`, also URL-encoded twice; `\n`, `\x22` and `\u0022` of JSON and
 * shells; `ESC[31m` and `ESC(B` of terminals (ECMA-48), also where ESC itself was lost. Escapes that consist of a
 * hexadecimal digit only, such as `\b`, are not recognized.
 */
const ESCAPES: readonly { start: RegExp; rest: RegExp }[] = [
  { start: /%$/, rest: /^(?:25)*[0-9A-Fa-f]{2}(?=[0-9a-f]{32}$|m-)/ },
  { start: /\\$/, rest: /^(?:[nrtv]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4})/ },
  { start: /\[[\d;:?]*$/, rest: /^\d*[A-Za-z]/ },
  // oxlint-disable-next-line no-control-regex -- ESC is what it looks for
  { start: /\u001B\($/, rest: /^[0-9A-Z]/ },
]
/** How many characters before a word may belong to its escape sequence. */
const MAX_ESCAPE_START = 24
const MIN_ID_LENGTH = 10

function stripEscape(word: string, before: string): string | null {
  if (word.length <= MIN_ID_LENGTH) return null
  for (const { start, rest } of ESCAPES) {
    const bare = word.replace(rest, '')
    if (isImageId(bare) && start.test(before)) return bare
  }
  return null
}

/** Finds the distinct image IDs of a text, in order, up to 5,000. Runs in linear time. */
export function findImageIds(text: string): { ids: string[]; truncated: boolean } {
  const ids = new Set<string>()
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const imageId = isImageId(word)
      ? word
      : stripEscape(word, text.slice(Math.max(0, index - MAX_ESCAPE_START), index))
    if (imageId === null) continue
    if (ids.size === MAX_LOOKUP_IDS && !ids.has(imageId)) return { ids: [...ids], truncated: true }
    ids.add(imageId)
  }
  return { ids: [...ids], truncated: false }
}
