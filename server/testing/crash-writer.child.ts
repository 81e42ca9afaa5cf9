import { writeSync } from 'node:fs'

import { diffImages, toChanges } from '../catalogue/changes.ts'
import { changedRows, nextSnapshot } from '../catalogue/snapshot.ts'
import { openStore } from '../catalogue/store/open-store.ts'

// Writes one generation of snapshots after another until it is killed, and says which of them are written. In a
// snapshot everything names its generation, so that a mixture can be told; a third of the images is new each time.

/** Of generation 0. Each is a millisecond. */
const START = Date.UTC(2026, 10, 1)

const [folder = ''] = process.argv.slice(2)
const store = openStore(folder, 'owner', { days: 365, changes: 1600 }, START)
const snapshots = new Map(
  store.loadSnapshots().map((stored) => [stored.regionId, { ...stored, takenAtMs: 0 }]),
)

for (let generation = newestGeneration() + 1; ; generation += 1) {
  for (const regionId of ['cn-hangzhou', 'cn-beijing', 'us-west-1']) writeOne(regionId, generation)
}

function newestGeneration(): number {
  return Math.max(0, ...[...snapshots.values()].map(({ requestId }) => Number(requestId)))
}

function writeOne(regionId: string, generation: number) {
  const images = Array.from({ length: 120 }, (_, index) => ({
    imageId: index % 3 === 0 ? `${generation}-${index}` : `${index}`,
    imageName: `${generation}`,
    imageType: 'app',
    platform: 'Linux',
    description: 'a text of some length '.repeat(5),
  }))
  const previous = snapshots.get(regionId) ?? null
  const listing = { images, dropped: 0, requestId: `${generation}` }
  const moment = { fetchedAtMs: START + generation, takenAtMs: 0, forgetBeforeMs: 0 }
  const next = nextSnapshot(regionId, previous, listing, moment)
  const events = previous === null ? [] : diffImages(previous.images, images)
  const changes = toChanges(events, regionId, new Date(START + generation).toISOString())
  store.saveSnapshot(next, changedRows(previous, next), changes)
  snapshots.set(regionId, next)
  writeSync(1, `${regionId} ${generation}\n`)
}
