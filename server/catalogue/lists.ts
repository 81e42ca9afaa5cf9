import { createHash } from 'node:crypto'

import type { Image, SnapshotState } from '#contract/images.ts'

import { areSame } from './are-same.ts'
import { filterImages } from './filter.ts'
import { type Parts, stateNow } from './parts.ts'
import type { Snapshot } from './snapshot.ts'
import type { ImageQuestion, VersionedImages } from './use-cases.ts'

type Snapshots = readonly (Snapshot | null)[]
type Listed = { images: Image[]; total: number; version: string }

/** What was last answered to one question, and from what. */
type Kept = {
  regionIds: readonly string[]
  snapshots: Snapshots
  states: readonly SnapshotState[]
  listed: Listed
  answer: VersionedImages
}

/**
 * Makes the answers to questions about images. Who asks with the very same object again gets the very same answer,
 * as long as nothing of it has changed, so that what was made of it can be kept as well.
 */
export function createLists(parts: Parts) {
  const kept = new WeakMap<ImageQuestion, Kept>()

  function isAsBefore({ regionIds, snapshots, states }: Kept, asked: readonly string[]): boolean {
    return (
      areSame(regionIds, asked) &&
      asked.every(
        (regionId, index) =>
          parts.records.of(regionId).snapshot === snapshots[index] &&
          stateNow(regionId, parts) === states[index],
      )
    )
  }

  return (question: ImageQuestion, regionIds: readonly string[]): VersionedImages => {
    const last = kept.get(question)
    if (last !== undefined && isAsBefore(last, regionIds)) return last.answer
    const snapshots = regionIds.map((regionId) => parts.records.of(regionId).snapshot)
    const hasSameImages =
      last !== undefined && areSame(last.regionIds, regionIds) && areSame(last.snapshots, snapshots)
    const listed = hasSameImages ? last.listed : listOf(question, snapshots)
    const regions = Object.fromEntries(regionIds.map((regionId) => [regionId, stateNow(regionId, parts)]))
    const answer = { ...listed, regions }
    kept.set(question, { regionIds, snapshots, states: Object.values(regions), listed, answer })
    return answer
  }
}

function listOf(question: ImageQuestion, snapshots: Snapshots): Listed {
  const images = snapshots.flatMap((snapshot) => {
    const all = question.state === 'gone' ? snapshot?.gone : snapshot?.images
    return filterImages(all ?? [], question)
  })
  const versions = snapshots.map((snapshot) => snapshot?.version ?? '')
  const version = createHash('sha256').update(versions.join()).digest('base64url').slice(0, 22)
  return { images, total: images.length, version }
}
