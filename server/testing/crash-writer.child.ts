import { writeSync } from 'node:fs'

import { diffImages, toChanges } from '../catalogue/changes.ts'
import { changedRows, nextSnapshot } from '../catalogue/snapshot.ts'
import { openStore } from '../catalogue/store/open-store.ts'

// Writes one generation of snapshots after another until it is killed, and prints each one once it is written.
// Everything in a snapshot names its generation, so a mixture can be detected; a third of the images is new each time.

/** The time of generation 0; each generation takes a millisecond. */
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
  const timing = { fetchedAtMs: START + generation, takenAtMs: 0, forgetBeforeMs: 0 }
  const next = nextSnapshot(regionId, previous, listing, timing)
  const events = previous === null ? [] : diffImages(previous.images, images)
  const changes = toChanges(events, regionId, new Date(START + generation).toISOString())
  store.saveSnapshot(next, changedRows(previous, next), changes)
  snapshots.set(regionId, next)
  writeSync(1, `${regionId} ${generation}\n`)
}
