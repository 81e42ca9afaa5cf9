import { afterEach, describe, expect, test } from 'vitest'

import { UPSTREAM_CALL_MS } from '#contract/timeouts.ts'

import { FAULT_NAMES, type FaultName } from '../../sample/faults/all-faults.ts'
import { createSeededRandom } from '../../sample/faults/seeded-random.ts'
import { sampleImages } from '../../sample/sample-images.ts'
import { createFaultRig, type FaultRig } from '../../testing/server-harness.ts'

const REGION = 'cn-hangzhou'
const OTHER = 'cn-beijing'
const SECOND_MS = 1_000
const MINUTE_MS = 60_000
const LATER_MS = 30 * MINUTE_MS
/** As the service has it: ten seconds for one call. */
/** `SWAS_FRESH_SECONDS` by default, and what it may be stretched by so that regions do not all age together. */
const FRESH_MS = 3_600_000 * 1.1

const idsOf = (regionId: string) => (sampleImages().get(regionId) ?? []).map(({ ImageId }) => ImageId)

let rig: FaultRig | undefined
afterEach(() => rig?.close())

async function start(): Promise<FaultRig> {
  rig = await createFaultRig()
  return rig
}

/** Reads a region anew while a fault lasts, whatever comes of it. */
async function suffer({ desk, clock, ask }: FaultRig, mode: FaultName): Promise<number> {
  desk.reset()
  desk.set({ mode })
  const reading = ask(`/api/regions/${REGION}/refresh`, 'POST')
  // What is remembered of the fault before may answer without a call.
  await Promise.race([reading, desk.arrived(1)])
  if (/stall|trickle/.test(mode)) await clock.pass(UPSTREAM_CALL_MS)
  desk.release()
  return (await reading).status
}

/** A list that is much shorter or longer than the one before is believed when a second one bears it out. */
async function heal({ desk, clock, refresh, readImages }: FaultRig): Promise<string[]> {
  desk.reset()
  for (const _ of [1, 2]) {
    await clock.pass(LATER_MS)
    await refresh(REGION)
  }
  return (await readImages(REGION)).body.images.map(({ imageId }) => imageId)
}

describe('after any fault, and any other after it, all is right again', () => {
  const random = createSeededRandom(20_260_601)
  const draw = () => FAULT_NAMES[Math.floor(random() * FAULT_NAMES.length)] ?? 'ok'
  const pairs = Array.from({ length: 150 }, () => [draw(), draw()] as const)

  test('150 pairs in one process', async () => {
    const rig = await start()
    for (const [first, second] of pairs) {
      const statuses = [await suffer(rig, first)]
      // Within ten seconds of the last try a region is not read on demand.
      await rig.clock.pass(UPSTREAM_CALL_MS)
      statuses.push(await suffer(rig, second))
      const problem = `${first}, then ${second}: ${statuses.join()}`
      for (const status of statuses) expect([200, 202], problem).toContain(status)
      expect(await heal(rig), problem).toEqual(idsOf(REGION))
    }
    expect((await rig.ask('/healthz')).status).toBe(200)
    expect(rig.leaks()).toEqual([])
  })
})

describe('a failure that stays', () => {
  const LASTING = ['signature-mismatch', 'sts-expired', 'no-permission', 'arrears', 'invalid-region'] as const
  test.each(LASTING)('is asked for once in 30 s, however often the page is loaded: %s', async (mode) => {
    const rig = await start()
    rig.desk.set({ mode })
    for (let times = 0; times < 100; times += 1) {
      const { status } = await rig.failImages(REGION)
      expect(status).toBe(502)
    }
    expect(rig.desk.stats().calls).toBe(1)
    await rig.clock.pass(30 * SECOND_MS)
    await rig.failImages(REGION)
    expect(rig.desk.stats().calls).toBe(2)
  })
})

test('an operation that was throttled for 6 s gets no call for 6 s, and the other is none the worse', async () => {
  const rig = await start()
  rig.desk.set({ mode: 'throttled-api', operation: 'ListImages' })
  expect((await rig.failImages(REGION)).body.retryAfterMs).toBe(6 * SECOND_MS)
  rig.desk.set({ mode: 'ok', operation: 'ListImages' })
  await rig.clock.pass(6 * SECOND_MS - 1)
  // Whoever is within his 3 s of patience waits; asked of another region it would be one call more.
  const waiting = rig.readImages(OTHER)
  expect((await rig.readRegions()).status).toBe(200)
  expect(rig.desk.stats().byAction).toEqual({ ListImages: 1, ListRegions: 1 })
  await rig.clock.pass(1)
  expect((await waiting).body.images.map(({ imageId }) => imageId)).toEqual(idsOf(OTHER))
  expect(rig.desk.stats().byAction).toEqual({ ListImages: 2, ListRegions: 1 })
})

test('the list of an hour ago is still there while every call is throttled', async () => {
  const rig = await start()
  await rig.readImages(REGION)
  rig.desk.set({ mode: 'throttled' })
  await rig.clock.pass(2 * FRESH_MS)
  await rig.refresh(REGION)
  for (let times = 0; times < 20; times += 1) {
    const { body } = await rig.readImages(REGION)
    expect(body.images.map(({ imageId }) => imageId)).toEqual(idsOf(REGION))
    expect(body.regions[REGION]).toMatchObject({ state: 'stale', failure: { code: 'UPSTREAM_THROTTLED' } })
  }
  expect(rig.desk.stats().byMode).toEqual({ ok: 1, throttled: 1 })
})

describe('history', () => {
  /** What one reader saw: when the list was taken, and which of the cloud's lists it was. */
  type Sight = { fetchedAt: string; number: number }

  async function look(rig: FaultRig, regionId: string): Promise<Sight | null> {
    const { status, body } = await rig.ask(`/api/images?region=${regionId}`)
    if (status !== 200) return null
    const answer = rig.parseImages(body)
    const ids = answer.images.map(({ imageId }) => imageId)
    const numbers = ids.flatMap((id) => /^m-sample-number-(\d+)$/.exec(id)?.[1] ?? [])
    // Each of the cloud's lists has all images, and one of its own: nothing else was ever a whole list.
    expect(ids.filter((id) => !id.startsWith('m-sample-number-'))).toEqual(idsOf(regionId))
    expect(numbers).toHaveLength(1)
    const { state, fetchedAt } = answer.regions[regionId] ?? {}
    if (state === 'fresh') expect(rig.clock.wallMs() - Date.parse(fetchedAt ?? '')).toBeLessThan(FRESH_MS)
    return { fetchedAt: fetchedAt ?? '', number: Number(numbers[0]) }
  }

  test.each([1, 2])(
    'every list that a reader gets is one that the cloud sent, and never an older one (seed %i)',
    async (seed) => {
      const rig = await start()
      const random = createSeededRandom(seed)
      rig.desk.set({ mode: 'churn', seed })
      const seen = new Map<string, Sight[]>()
      for (let round = 0; round < 60; round += 1) {
        const readers = [REGION, OTHER].flatMap((regionId) =>
          [0, 1, 2].map((reader) => ({ regionId, reader })),
        )
        const refreshing = [REGION, OTHER].map((regionId) =>
          rig.ask(`/api/regions/${regionId}/refresh`, 'POST'),
        )
        await Promise.all(
          readers.map(async ({ regionId, reader }) => {
            const sight = await look(rig, regionId)
            const name = `${regionId} ${reader}`
            if (sight !== null) seen.set(name, [...(seen.get(name) ?? []), sight])
          }),
        )
        await Promise.all(refreshing)
        await rig.clock.pass(Math.floor(random() * 40 * MINUTE_MS))
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
      expect(rig.desk.stats()).toMatchObject({ nonceReuse: 0, badSignatures: 0, unexpectedActions: [] })
      expect(rig.leaks()).toEqual([])
    },
  )
})
