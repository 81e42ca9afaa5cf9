import type { Image } from '#contract/images.ts'
import { type LookupResult, MOST_LOOKUP_IDS } from '#contract/lookup.ts'

import { type LiveEvidence, NO_EVIDENCE } from './live-overlay.ts'
import type { SnapshotIndex } from './snapshot-index.ts'

// A run of letters, digits and hyphens that is exactly an ID: longer runs are hashes, UUIDs or names.
const WORD = /[0-9A-Za-z-]+/g
const HEX_ID = /^[0-9a-f]{32}$/
const CUSTOM_ID = /^m-[0-9a-z]{8,60}$/

function isImageId(word: string): boolean {
  return HEX_ID.test(word) || CUSTOM_ID.test(word)
}

/**
 * How escapes end that letters and digits belong to: by what stands before the word, what of the word is theirs.
 * `%22`, also encoded twice; `\n`, `\x22` and `\u0022` of JSON and shells; `ESC[31m` and `ESC(B` of terminals (ECMA-48), also
 * where ESC itself was lost. Escapes that are hexadecimal digits alone, such as `\b`, are read as parts of the word.
 */
const ESCAPES: readonly { start: RegExp; rest: RegExp }[] = [
  { start: /%$/, rest: /^(?:25)*[0-9A-Fa-f]{2}(?=[0-9a-f]{32}$|m-)/ },
  { start: /\\$/, rest: /^(?:[nrtv]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4})/ },
  { start: /\[[\d;:?]*$/, rest: /^\d*[A-Za-z]/ },
  // oxlint-disable-next-line no-control-regex -- ESC is what it looks for
  { start: /\u001B\($/, rest: /^[0-9A-Z]/ },
]
/** Most characters that stand before a word and belong to its escape. */
const LONGEST_START = 24
/** Fewest characters of an ID. */
const SHORTEST_ID = 10

function withoutEscape(word: string, before: string): string | null {
  if (word.length <= SHORTEST_ID) return null
  for (const { start, rest } of ESCAPES) {
    const bare = word.replace(rest, '')
    if (isImageId(bare) && start.test(before)) return bare
  }
  return null
}

/** The image IDs in any text, each once, in their order; at most 5,000. Takes time in proportion to the text. */
export function findImageIds(text: string): { ids: string[]; truncated: boolean } {
  const ids = new Set<string>()
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const imageId = isImageId(word)
      ? word
      : withoutEscape(word, text.slice(Math.max(0, index - LONGEST_START), index))
    if (imageId === null) continue
    if (ids.size === MOST_LOOKUP_IDS && !ids.has(imageId)) return { ids: [...ids], truncated: true }
    ids.add(imageId)
  }
  return { ids: [...ids], truncated: false }
}

/** What is known of each ID over the snapshots of all regions, and of what the cloud has said since. */
export function lookUp(
  ids: readonly string[],
  snapshots: readonly SnapshotIndex[],
  evidence: LiveEvidence = NO_EVIDENCE,
): LookupResult[] {
  return ids.map((imageId) => lookUpOne(imageId, snapshots, evidence))
}

function lookUpOne(
  imageId: string,
  snapshots: readonly SnapshotIndex[],
  evidence: LiveEvidence,
): LookupResult {
  const places: Image[] = []
  const successors: Image[] = []
  for (const snapshot of snapshots) {
    const known = snapshot.byId().get(imageId)
    if (known === undefined) continue
    const image = evidence.correct(known)
    places.push(image)
    if (image.state === 'gone') successors.push(...snapshot.alike(image).filter(isStillThere))
  }
  const here = new Set(places.map(({ regionId }) => regionId))
  places.push(...evidence.found(imageId).filter(({ regionId }) => !here.has(regionId)))
  const isCurrent = places.some(({ state }) => state === 'current')
  return {
    imageId,
    state: isCurrent ? 'current' : places.length > 0 ? 'gone' : 'never',
    places,
    successors: successors.map(({ regionId, imageId, imageName }) => ({ regionId, imageId, imageName })),
  }

  function isStillThere(candidate: Image): boolean {
    return evidence.correct(candidate).state === 'current'
  }
}
