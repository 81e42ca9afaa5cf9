import { afterEach, expect, test } from 'vitest'

import { createServerHarness, type ServerHarness } from '../testing/server-harness.ts'

const MINUTE_MS = 60_000
const TURN_MS = 10_000
const READERS = 20
const REGIONS = 27

let harness: ServerHarness
afterEach(() => harness.close())

/** Waits until every call has been answered and processed, so that the next ones have started as far as the quota allows. */
async function settled() {
  await expect
    .poll(
      () => harness.calls().reduce((sum, { attempts }) => sum + attempts, 0) - harness.faults.stats().calls,
    )
    .toBe(0)
}

async function read(path: string) {
  const response = await fetch(new URL(path, harness.url), { headers: { 'X-Console': '1' } })
  expect(response.status).toBe(200)
  await response.body?.cancel()
}

test('twenty readers open all regions cold, and the cloud allows ten calls a minute', async () => {
  harness = await createServerHarness({
    sample: { quota: { calls: 10, windowMs: MINUTE_MS } },
    env: { SWAS_CALLS_PER_MINUTE: '9', SWAS_SWEEP: 'on' },
  })
  const path = '/api/images?region=all'
  const seen: { regions: number; images: number }[] = []
  while (seen.at(-1)?.regions !== REGIONS && harness.clock.monotonicMs() < 10 * MINUTE_MS) {
    await Promise.all(Array.from({ length: READERS - 1 }, () => read(path)))
    await settled()
    const { images, regions } = harness.parseImages((await harness.ask(path)).body)
    const states = Object.values(regions)
    expect(states.filter(({ failure }) => failure !== undefined)).toEqual([])
    seen.push({ regions: states.filter(({ state }) => state === 'fresh').length, images: images.length })
    await harness.clock.pass(TURN_MS)
  }
  // The cloud's own counts: no call was throttled, no region was read twice, at most nine calls in 60 s.
  const { overQuota, byKey, mostInAMinute } = harness.faults.stats()
  const asked = Object.entries(byKey).filter(([key]) => key.startsWith('ListImages '))
  expect(overQuota).toBe(0)
  expect(asked).toHaveLength(REGIONS)
  expect(asked.filter(([, calls]) => calls > 1)).toEqual([])
  expect(mostInAMinute['ListImages']).toBeLessThanOrEqual(9)
  // Eight regions are there at once, and more arrive each minute.
  expect(seen[0]?.regions).toBeGreaterThanOrEqual(8)
  expect(seen).toEqual(seen.toSorted((a, b) => a.images - b.images))
  expect(new Set(seen.map(({ images }) => images)).size).toBeGreaterThanOrEqual(4)
  expect(harness.clock.monotonicMs()).toBeLessThanOrEqual(3 * MINUTE_MS + 2 * TURN_MS)
})
