import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'

import { expect, inject, test } from 'vitest'

import type { Change } from '#contract/changes.ts'

import { openStore } from './open-store.ts'
import type { StoredSnapshot } from './store.ts'

/** 6 kills in `npm test`, 50 in `npm run fuzz`. */
const KILLS = inject('fuzzBatches') > 20 ? 50 : 6
const START = Date.UTC(2026, 10, 1)
const WRITER = path.join(import.meta.dirname, '../../testing/crash-writer.child.ts')

/** Starts the writer and kills it after some snapshots. Returns the newest generation it reported, by region. */
async function writeAndKill(folder: string, snapshots: number): Promise<Map<string, number>> {
  const child = spawn(process.execPath, [WRITER, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  const written = new Map<string, number>()
  let lines = 0
  for await (const line of createInterface({ input: child.stdout })) {
    const [regionId = '', generation] = line.split(' ')
    written.set(regionId, Number(generation))
    lines += 1
    if (lines === snapshots) child.kill('SIGKILL')
  }
  await exited
  return written
}

/** Checks that a snapshot is of one generation and that its changes are stored, and returns the generation. */
function generationOf(snapshot: StoredSnapshot, known: readonly Change[]): number {
  const generation = Number(snapshot.requestId)
  const at = new Date(START + generation).toISOString()
  const changes = known.filter((change) => change.regionId === snapshot.regionId && change.at === at)
  const isFirst = snapshot.gone.length === 0
  expect({
    names: [...new Set(snapshot.images.map(({ imageName }) => imageName))],
    fetchedAtMs: snapshot.fetchedAtMs,
    images: snapshot.images.length,
    added: changes.filter(({ kind }) => kind === 'added').length,
    removed: changes.filter(({ kind }) => kind === 'removed').length,
    lastGone: snapshot.gone.filter(({ lastSeenAt }) => lastSeenAt === snapshot.gone[0]?.lastSeenAt).length,
  }).toEqual({
    names: [`${generation}`],
    fetchedAtMs: START + generation,
    images: 120,
    added: isFirst ? 0 : 40,
    removed: isFirst ? 0 : 40,
    lastGone: isFirst ? 0 : 40,
  })
  return generation
}

test(`a process killed while it writes leaves the old snapshot or the new one (${KILLS} kills; 50 in npm run fuzz)`, async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'catalogue-crash-'))
  let seed = 20_261_101
  try {
    for (let kill = 0; kill < KILLS; kill += 1) {
      seed = (seed * 48_271) % 2_147_483_647
      const written = await writeAndKill(folder, 1 + (seed % 15))
      const store = openStore(folder, 'owner', { days: 365, changes: 1600 }, START)
      const snapshots = store.loadSnapshots()
      const changes = store.loadChanges()
      expect(store.facts()).toMatchObject({ kind: 'file', setAside: null })
      const found = new Map(snapshots.map((snapshot) => [snapshot.regionId, generationOf(snapshot, changes)]))
      for (const [regionId, generation] of written)
        expect(found.get(regionId)).toBeGreaterThanOrEqual(generation)
      store.close()
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}, 120_000)
