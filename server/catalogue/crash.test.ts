import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { openStore } from './open-store.ts'

let folder = ''

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'crash-'))
  // Writes one snapshot after another, every image of which carries the number of its snapshot.
  writeFileSync(
    path.join(folder, 'writer.ts'),
    `import { openStore } from ${JSON.stringify(path.join(import.meta.dirname, 'open-store.ts'))}
     import { nextSnapshot, changedRows } from ${JSON.stringify(path.join(import.meta.dirname, 'snapshot.ts'))}
     const store = openStore(process.argv[2], 'owner', { days: 365, changes: 1000 }, Date.now())
     let last = null
     for (let turn = 1; ; turn += 1) {
       const images = Array.from({ length: 200 }, (_, index) => ({
         imageId: 'id-' + index, imageName: 'turn ' + turn, imageType: 'app', platform: 'Linux', description: '' }))
       const next = nextSnapshot('cn-hangzhou', last, { images, dropped: 0, requestId: 'turn ' + turn },
         { fetchedAtMs: 1e12 + turn, takenAtMs: 0, forgetBeforeMs: 0 })
       process.stdout.write('writing\\n')
       store.saveSnapshot(next, changedRows(last, next), [])
       last = next
     }`,
  )
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Starts the writer, ends it in the middle of its write number `write`, and reads what is left. */
async function killAndRead(data: string, write: number) {
  const child = spawn(process.execPath, [path.join(folder, 'writer.ts'), data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let written = 0
  createInterface(child.stdout).on('line', () => {
    written += 1
    if (written === write) child.kill('SIGKILL')
  })
  await once(child, 'exit')
  const store = openStore(data, 'owner', { days: 365, changes: 1000 }, Date.now())
  const left = { setAside: store.facts().setAside, snapshots: store.loadSnapshots() }
  store.close()
  return left
}

test('killed at 50 moments of its writes, it has the old snapshot or the new one, never a mix', async () => {
  const runs = Array.from({ length: 5 }, async (_, run) => {
    for (let kill = 1; kill <= 10; kill += 1) {
      const { setAside, snapshots } = await killAndRead(path.join(folder, `data-${run}`), kill)
      expect(setAside).toBe(null)
      for (const { requestId, images } of snapshots) {
        expect(images).toHaveLength(200)
        expect(new Set(images.map(({ imageName }) => imageName))).toEqual(new Set([requestId]))
      }
    }
  })
  await Promise.all(runs)
}, 120_000)
