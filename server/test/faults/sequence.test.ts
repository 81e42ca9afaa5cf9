import { afterEach, describe, expect, test } from 'vitest'

import { UPSTREAM_CALL_MS } from '#contract/timeouts.ts'

import { FAULT_NAMES, type FaultName } from '../../sample/faults/all-faults.ts'
import { createSeededRandom } from '../../sample/faults/rules.ts'
import { sampleImages } from '../../sample/sample-images.ts'
import { createServerHarness, type ServerHarness } from '../../testing/server-harness.ts'

const REGION = 'cn-hangzhou'
const OTHER = 'cn-beijing'
const SECOND_MS = 1_000
const MINUTE_MS = 60_000
const LATER_MS = 30 * MINUTE_MS
/** As the service has it: ten seconds for one call. */
/** The default of SWAS_FRESH_SECONDS, plus the jitter that keeps regions from expiring together. */
const FRESH_MS = 3_600_000 * 1.1

const idsOf = (regionId: string) => (sampleImages().get(regionId) ?? []).map(({ ImageId }) => ImageId)

let harness: ServerHarness | undefined
afterEach(() => harness?.close())

async function start(): Promise<ServerHarness> {
  harness = await createServerHarness()
  return harness
}

/** Refreshes a region while a fault is active, and returns the status. */
async function refreshDuringFault({ faults, clock, ask }: ServerHarness, mode: FaultName): Promise<number> {
  faults.reset()
  faults.set({ mode })
  const reading = ask(`/api/regions/${REGION}/refresh`, 'POST')
  // A remembered failure may answer without a call.
  await Promise.race([reading, faults.arrived(1)])
  if (/stall|trickle/.test(mode)) await clock.pass(UPSTREAM_CALL_MS)
  faults.release()
  return (await reading).status
}

/** Refreshes twice: a much shorter list is accepted only if a second one confirms it. */
async function recover({ faults, clock, refresh, readImages }: ServerHarness): Promise<string[]> {
  faults.reset()
  for (const _ of [1, 2]) {
    await clock.pass(LATER_MS)
    await refresh(REGION)
  }
  return (await readImages(REGION)).body.images.map(({ imageId }) => imageId)
}

describe('recovery after two faults in a row', () => {
  const random = createSeededRandom(20_260_601)
  const draw = () => FAULT_NAMES[Math.floor(random() * FAULT_NAMES.length)] ?? 'ok'
  const pairs = Array.from({ length: 150 }, () => [draw(), draw()] as const)

  test('150 random pairs in one process', async () => {
    const harness = await start()
    for (const [first, second] of pairs) {
      const statuses = [await refreshDuringFault(harness, first)]
      // A region is refreshed at most once in ten seconds.
      await harness.clock.pass(UPSTREAM_CALL_MS)
      statuses.push(await refreshDuringFault(harness, second))
      const problem = `${first}, then ${second}: ${statuses.join()}`
      for (const status of statuses) expect([200, 202], problem).toContain(status)
      expect(await recover(harness), problem).toEqual(idsOf(REGION))
    }
    expect((await harness.ask('/healthz')).status).toBe(200)
    expect(harness.leaks()).toEqual([])
  })
})

describe('a lasting failure', () => {
  const LASTING = ['signature-mismatch', 'sts-expired', 'no-permission', 'arrears', 'invalid-region'] as const
  test.each(LASTING)('causes one call in 30 s, however often the page is loaded: %s', async (mode) => {
    const harness = await start()
    harness.faults.set({ mode })
    for (let times = 0; times < 100; times += 1) {
      const { status } = await harness.failImages(REGION)
      expect(status).toBe(502)
    }
    expect(harness.faults.stats().calls).toBe(1)
    await harness.clock.pass(30 * SECOND_MS)
    await harness.failImages(REGION)
    expect(harness.faults.stats().calls).toBe(2)
  })
})

test('a reload within 15 s of a failure makes no call, and Retry-After says how long to wait', async () => {
  const harness = await start()
  harness.faults.set({ mode: 'html-200' })
  await harness.failImages(REGION)
  const { calls } = harness.faults.stats()
  harness.faults.set({ mode: 'ok' })
  await harness.clock.pass(5 * SECOND_MS)
  const { status, headers, body } = await harness.failImages(REGION)
  expect([status, body.code, headers.get('retry-after')]).toEqual([502, 'UPSTREAM_NOT_JSON', '10'])
  expect(harness.faults.stats().calls).toBe(calls)
  await harness.clock.pass(10 * SECOND_MS)
  expect((await harness.readImages(REGION)).status).toBe(200)
})

test('an operation that is throttled for 6 s gets no call for 6 s, and the other one is unaffected', async () => {
  const harness = await start()
  harness.faults.set({ mode: 'throttled-api', operation: 'ListImages' })
  expect((await harness.failImages(REGION)).body.retryAfterMs).toBe(6 * SECOND_MS)
  harness.faults.set({ mode: 'ok', operation: 'ListImages' })
  await harness.clock.pass(6 * SECOND_MS - 1)
  // A read that would wait at most 3 s for the quota waits. It reads another region, so it is a second call.
  const waiting = harness.readImages(OTHER)
  expect((await harness.readRegions()).status).toBe(200)
  expect(harness.faults.stats().byAction).toEqual({ ListImages: 1, ListRegions: 1 })
  await harness.clock.pass(1)
  expect((await waiting).body.images.map(({ imageId }) => imageId)).toEqual(idsOf(OTHER))
  expect(harness.faults.stats().byAction).toEqual({ ListImages: 2, ListRegions: 1 })
})

test('an hour-old list is still served while every call is throttled', async () => {
  const harness = await start()
  await harness.readImages(REGION)
  harness.faults.set({ mode: 'throttled' })
  await harness.clock.pass(2 * FRESH_MS)
  await harness.refresh(REGION)
  for (let times = 0; times < 20; times += 1) {
    const { body } = await harness.readImages(REGION)
    expect(body.images.map(({ imageId }) => imageId)).toEqual(idsOf(REGION))
    expect(body.regions[REGION]).toMatchObject({ state: 'stale', failure: { code: 'UPSTREAM_THROTTLED' } })
  }
  expect(harness.faults.stats().byMode).toEqual({ ok: 1, throttled: 1 })
})

describe('history', () => {
  /** What one reader saw: when the list was fetched, and which of the cloud's lists it was. */
  type Sight = { fetchedAt: string; number: number }

  async function look(harness: ServerHarness, regionId: string): Promise<Sight | null> {
    const { status, body } = await harness.ask(`/api/images?region=${regionId}`)
    if (status !== 200) return null
    const answer = harness.parseImages(body)
    const ids = answer.images.map(({ imageId }) => imageId)
    const numbers = ids.flatMap((id) => /^m-sample-number-(\d+)$/.exec(id)?.[1] ?? [])
    // Each list of the cloud has all images plus a unique one; anything else is not a complete list.
    expect(ids.filter((id) => !id.startsWith('m-sample-number-'))).toEqual(idsOf(regionId))
    expect(numbers).toHaveLength(1)
    const { state, fetchedAt } = answer.regions[regionId] ?? {}
    if (state === 'fresh') expect(harness.clock.wallMs() - Date.parse(fetchedAt ?? '')).toBeLessThan(FRESH_MS)
    return { fetchedAt: fetchedAt ?? '', number: Number(numbers[0]) }
  }

  test.each([1, 2])(
    'readers only see complete lists of the cloud, and never an older one than before (seed %i)',
    async (seed) => {
      const harness = await start()
      const random = createSeededRandom(seed)
      harness.faults.set({ mode: 'churn', seed })
      const seen = new Map<string, Sight[]>()
      for (let round = 0; round < 60; round += 1) {
        const readers = [REGION, OTHER].flatMap((regionId) =>
          [0, 1, 2].map((reader) => ({ regionId, reader })),
        )
        const refreshing = [REGION, OTHER].map((regionId) =>
          harness.ask(`/api/regions/${regionId}/refresh`, 'POST'),
        )
        await Promise.all(
          readers.map(async ({ regionId, reader }) => {
            const sight = await look(harness, regionId)
            const name = `${regionId} ${reader}`
            if (sight !== null) seen.set(name, [...(seen.get(name) ?? []), sight])
          }),
        )
        await Promise.all(refreshing)
        await harness.clock.pass(Math.floor(random() * 40 * MINUTE_MS))
      }
      for (const sights of seen.values()) {
        expect(sights.length).toBeGreaterThan(30)
        expect(sights.map(({ fetchedAt }) => fetchedAt)).toEqual(
          sights.map(({ fetchedAt }) => fetchedAt).toSorted(),
        )
        expect(sights.map(({ number }) => number)).toEqual(
          sights.map(({ number }) => number).toSorted((a, b) => a - b),
        )
        expect(new Set(sights.map(({ number }) => number)).size).toBeGreaterThan(10)
      }
      expect(harness.faults.stats()).toMatchObject({ nonceReuse: 0, badSignatures: 0, unexpectedActions: [] })
      expect(harness.leaks()).toEqual([])
    },
  )
})
