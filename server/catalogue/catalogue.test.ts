import { describe, expect, test } from 'vitest'

import type { Outcome } from '#contract/outcome.ts'

import { createManualClock } from '../swas/manual-clock.ts'
import { createCatalogue } from './catalogue.ts'
import type { Cloud, CloudImage, ImageListing, Priority } from './cloud.ts'
import { openStore } from './open-store.ts'

const REGIONS = ['cn-hangzhou', 'cn-beijing', 'us-west-1']
const image = (imageId: string, imageName = 'Docker-26.1.3'): CloudImage => ({
  imageId,
  imageName,
  imageType: 'app',
  platform: 'Linux',
  description: '',
})
const broken = {
  ok: false,
  failure: {
    code: 'UPSTREAM_UNREACHABLE',
    detail: 'refused',
    hint: '',
    retryable: true,
    retryAfterMs: null,
    upstream: null,
  },
} as const

/** A cloud that answers when it is told to. */
function createFakeCloud() {
  const calls: { regionId: string; priority: Priority }[] = []
  const state = {
    images: new Map(
      REGIONS.map((regionId) => [regionId, [image(`${regionId}-1`), image(`${regionId}-2`, 'Halo-2')]]),
    ),
    isDown: false,
    gate: Promise.resolve(),
  }
  const names = { 'en-US': 'English', 'zh-CN': '中文' }
  const region = (regionId: string) =>
    ({ regionId, names, group: 'elsewhere', closing: false, endpoint: '' }) as const
  const cloud: Cloud = {
    listRegions: () =>
      Promise.resolve({
        ok: true,
        value: { regions: REGIONS.map((regionId) => ({ regionId, localName: 'Local' })), requestId: null },
      }),
    listImages: async ({ regionId, imageIds }, priority): Promise<Outcome<ImageListing>> => {
      calls.push({ regionId, priority })
      await state.gate
      if (state.isDown) return broken
      const images = (state.images.get(regionId) ?? []).filter(
        ({ imageId }) => imageIds?.includes(imageId) ?? true,
      )
      return { ok: true, value: { images, dropped: 0, requestId: `R-${calls.length}` } }
    },
    knownRegions: () => REGIONS.map(region),
    quota: () => [],
    nextFreeInMs: () => 0,
    maskedAccessKeyId: () => '****1234',
  }
  return { cloud, calls, state }
}

function setUp() {
  const clock = createManualClock()
  const fake = createFakeCloud()
  const catalogue = createCatalogue({
    cloud: fake.cloud,
    store: openStore(null, 'owner', { days: 365, changes: 1000 }, clock.wallMs()),
    source: 'live',
    freshMs: 3_600_000,
    regionsFreshMs: 86_400_000,
    sweep: false,
    clock,
    timers: clock,
    random: () => 0.5,
    onEvent: (event) => {
      if ('error' in event) throw event.error
    },
  })
  const read = async (regions: 'all' | string[]) => {
    const outcome = await catalogue.images({ regions, state: 'current' })
    if (!outcome.ok) throw new Error(outcome.failure.code)
    return outcome.value
  }
  return { clock, catalogue, read, ...fake }
}

describe('the catalogue', () => {
  test('makes one call for 500 readers of a cold region', async () => {
    const { read, calls } = setUp()
    const answers = await Promise.all(Array.from({ length: 500 }, () => read(['cn-hangzhou'])))
    expect(calls).toHaveLength(1)
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  })

  test('fails a cold region with its reason, and tries anew afterwards', async () => {
    const { catalogue, state, read } = setUp()
    state.isDown = true
    const outcome = await catalogue.images({ regions: ['cn-hangzhou'], state: 'current' })
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'UPSTREAM_UNREACHABLE' } })
    state.isDown = false
    expect((await read(['cn-hangzhou'])).total).toBe(2)
  })

  test('serves what is old at once, and reads it anew once', async () => {
    const { clock, read, calls } = setUp()
    await read(['cn-hangzhou'])
    await clock.pass(4_000_000)
    const stale = await read(['cn-hangzhou'])
    await read(['cn-hangzhou'])
    expect(stale.regions['cn-hangzhou']).toMatchObject({ state: 'stale', refreshing: true })
    await clock.pass(0)
    expect((await read(['cn-hangzhou'])).regions['cn-hangzhou']).toMatchObject({ state: 'fresh' })
    expect(calls).toHaveLength(2)
  })

  test('keeps the list over an outage, says why, and is fresh again within 20 s of its end', async () => {
    const { clock, read, state } = setUp()
    await read(['cn-hangzhou'])
    state.isDown = true
    for (let minute = 0; minute < 80; minute += 1) {
      await clock.pass(60_000)
      expect((await read(['cn-hangzhou'])).total).toBe(2)
    }
    await clock.pass(0)
    const during = await read(['cn-hangzhou'])
    expect(during.regions['cn-hangzhou']).toMatchObject({
      state: 'stale',
      failure: { code: 'UPSTREAM_UNREACHABLE' },
    })
    state.isDown = false
    await clock.pass(20_000)
    await read(['cn-hangzhou'])
    await clock.pass(0)
    const after = await read(['cn-hangzhou'])
    expect(after.regions['cn-hangzhou']?.state).toBe('fresh')
    expect(after.regions['cn-hangzhou']?.failure).toBeUndefined()
  })

  test('answers for all regions at once, and fills them by one call each', async () => {
    const { clock, read, calls } = setUp()
    const first = await read('all')
    expect(Object.values(first.regions).map(({ state }) => state)).toEqual(['never', 'never', 'never'])
    await read('all')
    await clock.pass(0)
    await clock.pass(0)
    expect((await read('all')).total).toBe(6)
    expect(calls.map(({ regionId }) => regionId).sort()).toEqual([...REGIONS].sort())
  })

  test('believes an empty list over a full one only when a second one agrees', async () => {
    const { clock, read, state, catalogue } = setUp()
    await read(['cn-hangzhou'])
    state.images.set('cn-hangzhou', [])
    await clock.pass(20_000)
    await catalogue.refresh('cn-hangzhou')
    const doubtful = await read(['cn-hangzhou'])
    expect(doubtful).toMatchObject({
      total: 2,
      regions: { 'cn-hangzhou': { state: 'stale', reportsNone: true } },
    })
    expect(catalogue.changesOf('cn-hangzhou', 'cn-hangzhou-1')).toEqual([])
    await clock.pass(61_000)
    await catalogue.refresh('cn-hangzhou')
    expect((await read(['cn-hangzhou'])).total).toBe(0)
    expect(catalogue.changesOf('cn-hangzhou', 'cn-hangzhou-1')).toMatchObject([{ kind: 'removed' }])
  })

  test('takes a new snapshot at most once in 10 s', async () => {
    const { catalogue, calls } = setUp()
    for (let times = 0; times < 100; times += 1) await catalogue.refresh('cn-hangzhou')
    expect(calls).toHaveLength(1)
  })

  test('explains an ID that is gone by what likely took its place', async () => {
    const { clock, read, state, catalogue } = setUp()
    await read(['cn-hangzhou'])
    state.images.set('cn-hangzhou', [image('new'), image('cn-hangzhou-2', 'Halo-2')])
    await clock.pass(20_000)
    await catalogue.refresh('cn-hangzhou')
    const outcome = await catalogue.lookup({ ids: ['cn-hangzhou-1', 'cn-hangzhou-2', 'nowhere'] })
    expect(outcome).toMatchObject({
      ok: true,
      value: {
        results: [
          { state: 'gone', successors: [{ imageId: 'new' }] },
          { state: 'current' },
          { state: 'never', places: [] },
        ],
        unknownRegions: ['cn-beijing', 'us-west-1'],
      },
    })
  })

  test('refuses a region that it does not know', async () => {
    const { catalogue, calls } = setUp()
    const outcome = await catalogue.images({ regions: ['__proto__'], state: 'current' })
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'INVALID_REGION' } })
    expect(calls).toEqual([])
  })
})
