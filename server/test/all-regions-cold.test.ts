import { afterEach, expect, test } from 'vitest'

import { createFaultRig, type FaultRig } from '../testing/server-harness.ts'

const MINUTE_MS = 60_000
const TURN_MS = 10_000
const READERS = 20
const REGIONS = 27

let rig: FaultRig
afterEach(() => rig.close())

/** Until every call that the cloud got has been answered and taken in; what the quota allows has set out then. */
async function settled() {
  await expect
    .poll(() => rig.calls().reduce((sum, { attempts }) => sum + attempts, 0) - rig.desk.stats().calls)
    .toBe(0)
}

async function read(path: string) {
  const response = await fetch(new URL(path, rig.url), { headers: { 'X-Console': '1' } })
  expect(response.status).toBe(200)
  await response.body?.cancel()
}

test('twenty readers who open all regions cold, of a cloud that allows ten calls a minute', async () => {
  rig = await createFaultRig({
    sample: { quota: { calls: 10, windowMs: MINUTE_MS } },
    env: { SWAS_CALLS_PER_MINUTE: '9', SWAS_SWEEP: 'on' },
  })
  const path = '/api/images?region=all'
  const seen: { regions: number; images: number }[] = []
  while (seen.at(-1)?.regions !== REGIONS && rig.clock.monotonicMs() < 10 * MINUTE_MS) {
    await Promise.all(Array.from({ length: READERS - 1 }, () => read(path)))
    await settled()
    const { images, regions } = rig.parseImages((await rig.ask(path)).body)
    const states = Object.values(regions)
    expect(states.filter(({ failure }) => failure !== undefined)).toEqual([])
    seen.push({ regions: states.filter(({ state }) => state === 'fresh').length, images: images.length })
    await rig.clock.pass(TURN_MS)
  }
  // By the cloud's own log: none was throttled, no region was asked twice, and never more than nine came in 60 s.
  const { overQuota, byKey, mostInAMinute } = rig.desk.stats()
  const asked = Object.entries(byKey).filter(([key]) => key.startsWith('ListImages '))
  expect(overQuota).toBe(0)
  expect(asked).toHaveLength(REGIONS)
  expect(asked.filter(([, calls]) => calls > 1)).toEqual([])
  expect(mostInAMinute['ListImages']).toBeLessThanOrEqual(9)
  // The rows of eight regions are there at once, then more in each minute.
  expect(seen[0]?.regions).toBeGreaterThanOrEqual(8)
  expect(seen).toEqual(seen.toSorted((a, b) => a.images - b.images))
  expect(new Set(seen.map(({ images }) => images)).size).toBeGreaterThanOrEqual(4)
  expect(rig.clock.monotonicMs()).toBeLessThanOrEqual(3 * MINUTE_MS + 2 * TURN_MS)
})
