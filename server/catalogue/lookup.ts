import type { Image } from '#contract/images.ts'
import { type LookupResult, MOST_LOOKUP_IDS } from '#contract/lookup.ts'

import { type LiveEvidence, NO_EVIDENCE } from './live-evidence.ts'
import type { SnapshotIndex } from './snapshot-index.ts'

// A run of letters, digits and hyphens that is exactly an ID: longer runs are hashes, UUIDs or names.
const WORD = /[0-9A-Za-z-]+/g
const HEX_ID = /^[0-9a-f]{32}$/
const CUSTOM_ID = /^m-[0-9a-z]{8,60}$/

/** The image IDs in any text, each once, in their order; at most 5,000. Takes time in proportion to the text. */
export function findImageIds(text: string): { ids: string[]; truncated: boolean } {
  const ids = new Set<string>()
  for (const [word] of text.matchAll(WORD)) {
    if (!HEX_ID.test(word) && !CUSTOM_ID.test(word)) continue
    if (ids.size === MOST_LOOKUP_IDS && !ids.has(word)) return { ids: [...ids], truncated: true }
    ids.add(word)
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
