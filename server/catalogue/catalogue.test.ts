import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { describe, expect, test } from 'vitest'

import { createHarness } from '../testing/catalogue-harness.ts'
import { listedImage } from '../testing/fake-swas-client.ts'
import { createManualClock, type ManualClock } from '../testing/manual-clock.ts'
import { openStore } from './store/open-store.ts'

const HOUR_MS = 3_600_000
const HANGZHOU = 'cn-hangzhou'

/** Ten images, so that removing a few is not suspicious. */
const ten = () =>
  Array.from({ length: 10 }, (_, index) => listedImage(`image-${index}`, { imageName: `Name-${index}` }))

/** A catalogue that has read ten images of one region. */
async function createFilled() {
  const clock = createManualClock()
  const harness = createHarness({ clock })
  harness.images.set(HANGZHOU, ten())
  await harness.read(HANGZHOU)
  /** Changes the images of the region and refreshes it. */
  const next = async (images = ten()) => {
    harness.images.set(HANGZHOU, images)
    await clock.pass(20_000)
    const outcome = await harness.catalogue.refresh(HANGZHOU)
    if (!outcome.ok) throw new Error(outcome.failure.code)
    return outcome.value
  }
  const kinds = () => {
    const outcome = harness.catalogue.changes({ regions: 'all' })
    return outcome.ok ? outcome.value.changes.map(({ kind, imageId }) => `${kind} ${imageId}`) : []
  }
  return { clock, ...harness, next, kinds }
}

/** The time `seconds` ago, in ISO 8601. */
function agoFor(clock: ManualClock, seconds: number): string {
  return new Date(clock.wallMs() - seconds * 1000).toISOString()
}

describe('a region', () => {
  test('is served stale at once, and refreshed once', async () => {
    const { clock, read, calls } = await createFilled()
    await clock.pass(1.2 * HOUR_MS)
    const stale = await read(HANGZHOU)
    await read(HANGZHOU)
    expect(stale.regions[HANGZHOU]).toMatchObject({ state: 'stale', refreshing: true })
    await clock.pass(0)
    expect((await read(HANGZHOU)).regions[HANGZHOU]).toMatchObject({ state: 'fresh', refreshing: false })
    expect(calls).toHaveLength(2)
  })

  test('keeps its list when a refresh fails, with the reason, until one succeeds', async () => {
    const { clock, read, failures } = await createFilled()
    failures.set(HANGZHOU, { code: 'PERMISSION_DENIED' })
    await clock.pass(1.2 * HOUR_MS)
    await read(HANGZHOU)
    await clock.pass(0)
    const failed = await read(HANGZHOU)
    expect(failed).toMatchObject({
      total: 10,
      regions: {
        [HANGZHOU]: {
          state: 'stale',
          fetchedAt: agoFor(clock, 4320),
          failure: { code: 'PERMISSION_DENIED' },
        },
      },
    })
    expect(failed.regions[HANGZHOU]?.failure?.at).toBe(new Date(clock.wallMs()).toISOString())
    failures.clear()
    await clock.pass(15_000)
    await read(HANGZHOU)
    await clock.pass(0)
    expect((await read(HANGZHOU)).regions[HANGZHOU]).toMatchObject({
      state: 'fresh',
      fetchedAt: agoFor(clock, 0),
    })
  })

  test('is refreshed on demand at most once in 10 s, however many ask', async () => {
    const clock = createManualClock()
    const { catalogue, calls } = createHarness({ clock })
    await Promise.all(Array.from({ length: 1000 }, () => catalogue.refresh(HANGZHOU)))
    await clock.pass(9999)
    await catalogue.refresh(HANGZHOU)
    expect(calls).toHaveLength(1)
    await clock.pass(1)
    await catalogue.refresh(HANGZHOU)
    expect(calls).toHaveLength(2)
  })

  test('is queued if an operator asks for a refresh and the quota is used up', async () => {
    const clock = createManualClock()
    const { catalogue, read, refused, calls } = createHarness({ clock })
    await read(HANGZHOU)
    refused.add('operator')
    const outcome = await catalogue.refresh(HANGZHOU)
    expect(outcome).toMatchObject({
      ok: true,
      value: { state: 'fresh', refreshing: true, failure: { code: 'LOCAL_QUOTA' } },
    })
    await clock.pass(0)
    expect(calls.map(({ priority }) => priority)).toEqual(['operator', 'view'])
  })

  test('that is unknown is refused before anything else', async () => {
    const { catalogue, calls } = createHarness({ clock: createManualClock() })
    const refused = { ok: false, failure: { code: 'INVALID_REGION' } }
    for (const regionId of ['__proto__', 'constructor', '', 'CN-HANGZHOU', 'oss-cn-hangzhou']) {
      expect(await catalogue.images({ regions: [HANGZHOU, regionId], state: 'current' })).toMatchObject(
        refused,
      )
      expect(await catalogue.liveImages({ regionId })).toMatchObject(refused)
      expect(await catalogue.refresh(regionId)).toMatchObject(refused)
      expect(await catalogue.image(regionId, 'a')).toMatchObject(refused)
      expect(await catalogue.lookup({ text: '', regions: [regionId] })).toMatchObject(refused)
      expect(catalogue.changes({ regions: [regionId] })).toMatchObject(refused)
    }
    expect(calls).toEqual([])
    expect(catalogue.status().regions).toHaveLength(3)
  })

  test('answers a live query with one call of exactly its parameters, and caches nothing', async () => {
    const { catalogue, calls, read } = createHarness({ clock: createManualClock() })
    const live = await catalogue.liveImages({ regionId: HANGZHOU, type: 'app', ids: ['cn-hangzhou-1'] })
    expect(live).toMatchObject({ ok: true, value: { total: 1, regions: { [HANGZHOU]: { state: 'fresh' } } } })
    expect(calls).toMatchObject([
      { regionId: HANGZHOU, imageType: 'app', imageIds: ['cn-hangzhou-1'], priority: 'operator' },
    ])
    expect((await read(HANGZHOU)).total).toBe(2)
    expect(calls).toHaveLength(2)
  })
})

describe('all regions', () => {
  test('are answered at once and read with one call each', async () => {
    const clock = createManualClock()
    const { read, calls } = createHarness({ clock })
    const first = await read('all')
    expect(Object.values(first.regions).map(({ state }) => state)).toEqual(['never', 'never', 'never'])
    await read('all')
    await clock.pass(0)
    expect((await read('all')).total).toBe(6)
    expect(calls.map(({ regionId }) => regionId).toSorted()).toEqual(['cn-beijing', HANGZHOU, 'us-west-1'])
  })

  test('are answered even if one fails, with the reason', async () => {
    const clock = createManualClock()
    const { read, failures } = createHarness({ clock })
    failures.set('us-west-1', { code: 'UPSTREAM_REJECTED' })
    await read('all')
    await clock.pass(0)
    const { total, regions } = await read('all')
    expect(total).toBe(4)
    expect(regions['us-west-1']).toMatchObject({ state: 'failed', failure: { code: 'UPSTREAM_REJECTED' } })
    expect(regions['cn-beijing']).toMatchObject({ state: 'fresh' })
  })

  test('are those of the account, once ListRegions has reported them', async () => {
    const clock = createManualClock()
    const { catalogue, client, read } = createHarness({ clock })
    client.listRegions = () =>
      Promise.resolve({
        ok: true,
        value: {
          regions: [
            { regionId: 'us-west-1', localName: 'A', endpoint: '' },
            { regionId: 'unknown', localName: 'B', endpoint: '' },
          ],
          requestId: null,
        },
      })
    expect(Object.keys((await read('all')).regions)).toHaveLength(3)
    await catalogue.regions('en-US')
    expect(Object.keys((await read('all')).regions)).toEqual(['us-west-1'])
  })

  test('have a version that changes only with the images', async () => {
    const { clock, read, next } = await createFilled()
    const versions = [(await read('all')).version, (await read('all')).version]
    await clock.pass(0)
    versions.push((await read('all')).version, (await read('all')).version)
    await next([...ten(), listedImage('new')])
    versions.push((await read('all')).version)
    expect(versions.map((version) => versions.indexOf(version))).toEqual([0, 0, 2, 2, 4])
  })
})

describe('a suspicious listing', () => {
  test('that is empty changes nothing until a second one confirms it', async () => {
    const { clock, next, read, kinds } = await createFilled()
    expect(await next([])).toMatchObject({ state: 'stale', reportsNone: true })
    expect((await read(HANGZHOU)).total).toBe(10)
    expect(kinds()).toEqual([])
    await clock.pass(60_000)
    await read(HANGZHOU)
    await clock.pass(0)
    const { total, regions } = await read(HANGZHOU)
    expect([total, regions[HANGZHOU]]).toMatchObject([0, { state: 'fresh' }])
    expect(regions[HANGZHOU]?.reportsNone).toBeUndefined()
    expect(kinds()).toHaveLength(10)
  })

  test('that lacks more than half records no removals until a second one confirms it', async () => {
    const { next, read, kinds } = await createFilled()
    expect(await next(ten().slice(0, 4))).toMatchObject({ state: 'stale', missing: 6 })
    expect([(await read(HANGZHOU)).total, kinds()]).toEqual([10, []])
    const confirmed = await next(ten().slice(0, 4))
    expect(confirmed).toMatchObject({ state: 'fresh' })
    expect(confirmed.missing).toBeUndefined()
    expect([(await read(HANGZHOU)).total, kinds().length]).toEqual([4, 6])
  })

  test('leaves no trace if the images are back in the next one', async () => {
    const { next, kinds } = await createFilled()
    await next([])
    expect(await next()).toMatchObject({ state: 'fresh' })
    await next([])
    expect(await next(ten().slice(0, 3))).toMatchObject({ state: 'fresh' })
    expect(kinds()).toHaveLength(7)
  })

  test('is not confirmed by one that lacks other images', async () => {
    const { next, kinds } = await createFilled()
    await next(ten().slice(0, 4))
    expect(await next(ten().slice(6))).toMatchObject({ state: 'stale' })
    expect(kinds()).toEqual([])
  })

  test('is not one that lacks half of the images or fewer', async () => {
    const { next, kinds } = await createFilled()
    expect(await next(ten().slice(5))).toMatchObject({ state: 'fresh' })
    expect(kinds()).toHaveLength(5)
  })

  test('is one that lacks images while entries were unreadable, which may be those', async () => {
    const { next, fake, kinds } = await createFilled()
    fake.dropped = 1
    expect(await next(ten().slice(1))).toMatchObject({ state: 'stale' })
    expect(kinds()).toEqual([])
    expect(await next(ten().slice(1))).toMatchObject({ state: 'fresh', dropped: 1 })
    expect(kinds()).toEqual(['removed image-0'])
  })

  test('stays unconfirmed through a failure', async () => {
    const { next, failures, kinds } = await createFilled()
    await next([])
    failures.set(HANGZHOU, { code: 'UPSTREAM_ERROR' })
    expect(await next([])).toMatchObject({ state: 'stale', failure: { code: 'UPSTREAM_ERROR' } })
    expect(kinds()).toEqual([])
  })
})

describe('an image', () => {
  test('that was removed is described with the time and its likely successors', async () => {
    const { clock, next, catalogue, read } = await createFilled()
    const seenAt = (await read(HANGZHOU)).regions[HANGZHOU]?.fetchedAt
    const successors = ['a', 'b'].map((imageId) => listedImage(imageId, { imageName: 'Name-0' }))
    await next([...successors, ...ten().slice(1)])
    const detail = await catalogue.image(HANGZHOU, 'image-0')
    expect(detail).toMatchObject({
      ok: true,
      value: {
        image: { state: 'gone', lastSeenAt: seenAt, firstSeenAt: seenAt },
        successors: [{ imageId: 'a' }, { imageId: 'b' }],
        history: [
          {
            kind: 'replaced',
            at: new Date(clock.wallMs()).toISOString(),
            candidates: [{ imageId: 'a' }, { imageId: 'b' }],
          },
        ],
        region: { state: 'fresh' },
      },
    })
    const gone = await catalogue.images({ regions: [HANGZHOU], state: 'gone' })
    expect(gone).toMatchObject({ ok: true, value: { total: 1, images: [{ imageId: 'image-0' }] } })
    expect(catalogue.changesOf(HANGZHOU, 'a')).toMatchObject([{ kind: 'added' }])
  })

  test('that comes back keeps the time when it was first seen', async () => {
    const { next, catalogue } = await createFilled()
    const before = await catalogue.image(HANGZHOU, 'image-0')
    await next(ten().slice(1))
    await next()
    const after = await catalogue.image(HANGZHOU, 'image-0')
    expect([before, after].map((detail) => detail.ok && detail.value.image?.firstSeenAt)).toEqual(
      Array.from({ length: 2 }, () => before.ok && before.value.image?.firstSeenAt),
    )
    expect(after).toMatchObject({
      value: { image: { state: 'current' }, history: [{ kind: 'added' }, { kind: 'removed' }] },
    })
  })

  test('is described with the same ID and the same name in other regions', async () => {
    const clock = createManualClock()
    const { catalogue, images, read } = createHarness({ clock })
    images.set('cn-beijing', [listedImage('cn-hangzhou-1'), listedImage('other')])
    await read('all')
    await clock.pass(0)
    expect(await catalogue.image(HANGZHOU, 'cn-hangzhou-1')).toMatchObject({
      value: {
        image: { regionId: HANGZHOU },
        elsewhere: [{ regionId: 'cn-beijing', imageId: 'cn-hangzhou-1' }],
        sameName: [{ imageId: 'other' }, { imageId: 'us-west-1-1' }, { imageId: 'us-west-1-2' }],
        successors: [],
      },
    })
    expect(await catalogue.image('us-west-1', 'other')).toMatchObject({
      value: { image: null, elsewhere: [{ regionId: 'cn-beijing' }] },
    })
  })
})

describe('changes', () => {
  test('are found by region, type, platform, time and text, newest first', async () => {
    const { clock, next, catalogue } = await createFilled()
    await next([
      ...ten(),
      listedImage('w', { imageName: 'Ｗｉｎｄｏｗｓ', platform: 'Windows', imageType: 'system' }),
    ])
    const betweenAt = new Date(clock.wallMs() + 1).toISOString()
    await next([
      ...ten().slice(1),
      listedImage('w', { imageName: 'Server', platform: 'Windows', imageType: 'system' }),
    ])
    const found = (question: Partial<Parameters<typeof catalogue.changes>[0]>) => {
      const outcome = catalogue.changes({ regions: 'all', ...question })
      return outcome.ok ? outcome.value.changes.map(({ kind, imageId }) => `${kind} ${imageId}`) : null
    }
    expect(found({})).toEqual(['removed image-0', 'renamed w', 'added w'])
    expect(found({ type: 'system' })).toEqual(['renamed w', 'added w'])
    expect(found({ platform: 'Linux' })).toEqual(['removed image-0'])
    expect(found({ since: betweenAt })).toEqual(['removed image-0', 'renamed w'])
    expect(found({ q: 'windows' })).toEqual(['renamed w', 'added w'])
    expect(found({ q: 'name-0 hangzhou' })).toEqual(['removed image-0'])
    expect(found({ q: '"name-0"' })).toEqual(['removed image-0'])
    expect(found({ q: '"0 name"' })).toEqual([])
    expect(found({ q: 'linux' })).toEqual(['removed image-0'])
    expect(found({ q: 'system' })).toEqual(['renamed w', 'added w'])
    expect(found({ regions: ['us-west-1'] })).toEqual([])
  })

  test('do not include the images of a region that is read for the first time', async () => {
    const { kinds } = await createFilled()
    expect(kinds()).toEqual([])
  })

  test('are cut to 1,000 per answer, which says that there are more', async () => {
    const clock = createManualClock()
    const store = openStore(null, 'owner', { days: 365, changes: 5000 }, clock.wallMs())
    const { catalogue, images, read } = createHarness({ clock, store })
    await read(HANGZHOU)
    images.set(HANGZHOU, [
      ...(images.get(HANGZHOU) ?? []),
      ...Array.from({ length: 1001 }, (_, id) => listedImage(`${id}`)),
    ])
    await clock.pass(20_000)
    await catalogue.refresh(HANGZHOU)
    const outcome = catalogue.changes({ regions: 'all' })
    expect(outcome.ok && [outcome.value.changes.length, outcome.value.more]).toEqual([1000, true])
  })
})

describe('after a restart', () => {
  /** Runs two processes, one after the other, with the same folder. */
  async function twice(
    between: (clock: ManualClock) => Promise<number>,
    second: (harness: ReturnType<typeof createHarness>, clock: ManualClock) => Promise<void>,
  ) {
    const folder = mkdtempSync(path.join(tmpdir(), 'restart-'))
    const retention = { days: 365, changes: 1000 }
    try {
      const clock = createManualClock()
      const first = createHarness({ clock, store: openStore(folder, 'owner', retention, clock.wallMs()) })
      await first.read('all')
      await clock.pass(0)
      await first.catalogue.regions('en-US')
      first.catalogue.close()
      const shiftMs = await between(clock)
      const shifted = { ...clock, wallMs: () => clock.wallMs() + shiftMs }
      const harness = createHarness({
        clock: shifted,
        store: openStore(folder, 'owner', retention, shifted.wallMs()),
      })
      await second(harness, clock)
      harness.catalogue.close()
    } finally {
      rmSync(folder, { recursive: true })
    }
  }

  test('everything is served with its age, without a call', async () => {
    await twice(
      async (clock) => (await clock.pass(600_000), 0),
      async ({ read, calls, regionCalls, catalogue }, clock) => {
        const { total, regions } = await read('all')
        expect([total, regions[HANGZHOU]]).toMatchObject([
          6,
          { state: 'fresh', fetchedAt: agoFor(clock, 600) },
        ])
        expect(await catalogue.regions('en-US')).toMatchObject({
          ok: true,
          value: { regions: [{ imageCount: 2 }, {}, {}] },
        })
        await clock.pass(0)
        expect([calls, regionCalls]).toEqual([[], []])
      },
    )
  })

  test('with the cloud down, the view is complete, stale and says why', async () => {
    await twice(
      async (clock) => (await clock.pass(25 * HOUR_MS), 0),
      async ({ read, failures, catalogue }, clock) => {
        failures.set('all', { code: 'UPSTREAM_UNREACHABLE' })
        const { total, regions } = await read('all')
        expect([total, Object.values(regions).map(({ state }) => state)]).toEqual([
          6,
          ['stale', 'stale', 'stale'],
        ])
        expect((await catalogue.regions('zh-CN')).ok).toBe(true)
        await clock.pass(0)
        expect((await read('all')).regions[HANGZHOU]).toMatchObject({
          state: 'stale',
          failure: { code: 'UPSTREAM_UNREACHABLE' },
        })
        expect(await catalogue.regions('zh-CN')).toMatchObject({
          value: { regions: [{}, {}, {}], failure: { code: 'UPSTREAM_UNREACHABLE' } },
        })
      },
    )
  })

  test('with the clock set back, nothing is fresh, no age is negative and dates still increase', async () => {
    await twice(
      async () => Promise.resolve(-24 * HOUR_MS),
      async ({ read, catalogue }, clock) => {
        const ages = () => catalogue.status().regions.map(({ ageSeconds }) => ageSeconds)
        const before = await read('all')
        expect(before.regions[HANGZHOU]).toMatchObject({ state: 'stale' })
        expect(ages()).toEqual([0, 0, 0])
        await clock.pass(0)
        const after = await read('all')
        expect(after.regions[HANGZHOU]).toMatchObject({ state: 'fresh' })
        expect(ages()).toEqual([0, 0, 0])
        const dates = [before, after].map(({ regions }) => regions[HANGZHOU]?.fetchedAt ?? '')
        expect(dates).toEqual(dates.toSorted())
      },
    )
  })
})

describe('the list of regions', () => {
  test('is fetched once for many readers, cached, and refreshed in the background when old', async () => {
    const clock = createManualClock()
    const { catalogue, regionCalls } = createHarness({ clock, regionsFreshMs: HOUR_MS })
    await Promise.all(Array.from({ length: 50 }, () => catalogue.regions('en-US')))
    expect(regionCalls).toEqual(['en-US'])
    await clock.pass(HOUR_MS - 1)
    await catalogue.regions('en-US')
    await clock.pass(1)
    expect((await catalogue.regions('en-US')).ok).toBe(true)
    await clock.pass(0)
    expect(regionCalls).toEqual(['en-US', 'en-US'])
  })

  test('has names in both languages, reported or built in', async () => {
    const { catalogue } = createHarness({ clock: createManualClock() })
    expect(await catalogue.regions('en-US')).toMatchObject({
      value: {
        regions: [
          {
            name: `${HANGZHOU} en-US`,
            names: { 'zh-CN': `已知 ${HANGZHOU}` },
            state: 'never',
            imageCount: null,
          },
          {},
          {},
        ],
      },
    })
    await catalogue.regions('zh-CN')
    expect(await catalogue.regions('en-US')).toMatchObject({
      value: { regions: [{ names: { 'en-US': `${HANGZHOU} en-US`, 'zh-CN': `${HANGZHOU} zh-CN` } }, {}, {}] },
    })
  })

  test('fails if it was never fetched, and is fetched again by the next reader', async () => {
    const { catalogue, failures } = createHarness({ clock: createManualClock() })
    failures.set('all', { code: 'CREDENTIALS_REJECTED' })
    expect(await catalogue.regions('en-US')).toMatchObject({
      ok: false,
      failure: { code: 'CREDENTIALS_REJECTED' },
    })
    failures.clear()
    expect(await catalogue.regions('en-US')).toMatchObject({ ok: true })
  })

  test('is served in another language if the one asked for fails', async () => {
    const clock = createManualClock()
    const { catalogue, failures, regionCalls } = createHarness({ clock })
    await catalogue.regions('en-US')
    failures.set('all', { code: 'UPSTREAM_TIMEOUT' })
    for (let times = 0; times < 5; times += 1)
      expect(await catalogue.regions('zh-CN')).toMatchObject({
        ok: true,
        value: { regions: [{ name: `已知 ${HANGZHOU}` }, {}, {}], failure: { code: 'UPSTREAM_TIMEOUT' } },
      })
    expect(regionCalls).toEqual(['en-US', 'zh-CN'])
  })
})
