import { describe, expect, test } from 'vitest'

import type { FailureCode } from '#contract/failure-codes.ts'
import { FIRST_READ_MS } from '#contract/timeouts.ts'

import { createHarness } from '../testing/catalogue-harness.ts'
import { listedImage } from '../testing/fake-swas-client.ts'
import { createManualClock } from '../testing/manual-clock.ts'

const HOUR_MS = 3_600_000
const TWENTY = Array.from({ length: 20 }, (_, index) => `region-${index}`)

describe('many readers', () => {
  test('500 of one cold region cause one call and get equal answers', async () => {
    const { catalogue, calls, hold } = createHarness({ clock: createManualClock() })
    const release = hold()
    const reads = Array.from({ length: 500 }, () =>
      catalogue.images({ regions: ['cn-hangzhou'], state: 'current' }),
    )
    release()
    const answers = await Promise.all(reads)
    expect(calls).toHaveLength(1)
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]?.ok).toBe(true)
  })

  test('500 of a failing region cause one call and share its failure', async () => {
    const { catalogue, calls, failures } = createHarness({ clock: createManualClock() })
    failures.set('all', { code: 'UPSTREAM_ERROR' })
    const ask = () => catalogue.images({ regions: ['cn-hangzhou'], state: 'current' })
    const answers = await Promise.all(Array.from({ length: 500 }, ask))
    expect(calls).toHaveLength(1)
    expect(new Set(answers.map((answer) => (answer.ok ? '' : answer.failure.code)))).toEqual(
      new Set(['UPSTREAM_ERROR']),
    )
  })

  test('who leave do not disturb the others, and the result is cached even if all leave', async () => {
    const { catalogue, calls, hold, read } = createHarness({ clock: createManualClock() })
    const release = hold()
    for (let reader = 0; reader < 10; reader += 1)
      void catalogue.images({ regions: ['cn-hangzhou'], state: 'current' })
    release()
    await new Promise((resolve) => setImmediate(resolve))
    expect((await read('cn-hangzhou')).total).toBe(2)
    expect(calls).toHaveLength(1)
  })

  test('50 of 20 cold regions cause one call per region, at most three at a time and nine in any 60 s', async () => {
    const clock = createManualClock()
    const { read, calls, fake } = createHarness({ clock, regionIds: TWENTY, limit: 9 })
    for (let second = 0; second < 200; second += 1) {
      await Promise.all(Array.from({ length: 50 }, () => read('all')))
      await clock.pass(1000)
    }
    expect(calls.map(({ regionId }) => regionId).toSorted()).toEqual(TWENTY.toSorted())
    expect(fake.peak).toEqual({ region: 1, all: 3 })
    const mostInAMinute = calls.map(
      ({ atMs }) => calls.filter((other) => other.atMs >= atMs && other.atMs < atMs + 60_000).length,
    )
    expect(Math.max(...mostInAMinute)).toBe(9)
  })

  test('of 20 cold regions, one each, cause at most four calls at a time', async () => {
    const { catalogue, calls, fake, hold } = createHarness({ clock: createManualClock(), regionIds: TWENTY })
    const release = hold()
    const reads = TWENTY.map((regionId) => catalogue.images({ regions: [regionId], state: 'current' }))
    await new Promise((resolve) => setImmediate(resolve))
    expect(calls).toHaveLength(4)
    release()
    expect((await Promise.all(reads)).every(({ ok }) => ok)).toBe(true)
    expect(fake.peak).toEqual({ region: 1, all: 4 })
  })

  test('an operator who waits for a slot is answered in time, and the read goes on', async () => {
    const clock = createManualClock()
    const { catalogue, hold, read } = createHarness({ clock, regionIds: TWENTY })
    const release = hold()
    const codes: string[] = []
    const readCode = async (regionId: string) => {
      const answer = await catalogue.images({ regions: [regionId], state: 'current' })
      codes.push(answer.ok ? 'ok' : answer.failure.code)
    }
    for (const regionId of TWENTY) void readCode(regionId)
    await clock.pass(FIRST_READ_MS)
    expect(codes).toEqual(TWENTY.map(() => 'UPSTREAM_TIMEOUT'))
    release()
    await clock.pass(0)
    expect((await read('region-19')).total).toBe(2)
  })

  test('an operator never waits for more than one call of a view of all regions', async () => {
    const clock = createManualClock()
    const { read, calls, hold, fake } = createHarness({ clock, regionIds: TWENTY })
    const release = hold()
    await read('all')
    await clock.pass(0)
    expect(calls).toHaveLength(3)
    void read('region-19')
    await clock.pass(0)
    expect(calls.at(-1)).toMatchObject({ regionId: 'region-19', priority: 'operator' })
    release()
    await clock.pass(0)
    expect(fake.peak.region).toBe(1)
    expect(calls).toHaveLength(20)
  })

  test('an operator who joins a background call that the quota refuses gets a call of his own', async () => {
    const clock = createManualClock()
    const { read, fake, calls, hold } = createHarness({ clock })
    fake.refused.add('view')
    const release = hold()
    await read('all')
    const joined = Promise.all([read('cn-beijing'), read('cn-beijing')])
    release()
    expect((await joined).map(({ total }) => total)).toEqual([2, 2])
    expect(calls).toMatchObject([{ regionId: 'cn-beijing', priority: 'operator' }])
  })
})

describe('a view of all regions', () => {
  test('covers the regions of the account and reads no others', async () => {
    const clock = createManualClock()
    const { read, calls, regionCalls } = createHarness({ clock, reported: ['cn-beijing', 'us-west-1'] })
    const first = await read('all')
    expect(Object.values(first.regions).every(({ refreshing }) => refreshing)).toBe(true)
    await clock.pass(0)
    expect(Object.keys((await read('all')).regions)).toEqual(['cn-beijing', 'us-west-1'])
    expect(calls.map(({ regionId }) => regionId)).toEqual(['cn-beijing', 'us-west-1'])
    expect(regionCalls).toHaveLength(1)
  })

  test('covers all known regions if they cannot be listed', async () => {
    const clock = createManualClock()
    const { read, failures, calls } = createHarness({ clock })
    failures.set('all', { code: 'PERMISSION_DENIED' })
    await read('all')
    failures.clear()
    await clock.pass(0)
    expect((await read('all')).total).toBe(6)
    expect(calls).toHaveLength(3)
  })

  test('and the background refresh cover the same regions from the first call', async () => {
    const clock = createManualClock()
    const { calls } = createHarness({ clock, sweep: true, reported: ['us-west-1'] })
    await clock.pass(60_000)
    expect(calls.map(({ regionId }) => regionId)).toEqual(['us-west-1'])
  })
})

describe('an upstream in trouble', () => {
  const warm = async (regionIds = ['cn-hangzhou']) => {
    const clock = createManualClock()
    const rig = createHarness({ clock, regionIds, limit: 9 })
    for (const regionId of regionIds) await rig.read(regionId)
    await clock.pass(2 * HOUR_MS)
    rig.calls.length = 0
    return { clock, ...rig }
  }

  test('that is down for ten minutes fails no read and is asked once in 15 s, while ages increase', async () => {
    const { clock, read, failures, calls, fake, catalogue } = await warm()
    failures.set('all', { code: 'UPSTREAM_UNREACHABLE' })
    let ageSeconds = 0
    for (let turn = 0; turn < 3000; turn += 1) {
      const { total, regions } = await read('cn-hangzhou')
      const state = regions['cn-hangzhou']
      expect([total, state?.state]).toEqual([2, 'stale'])
      const age = catalogue.status().regions[0]?.ageSeconds ?? -1
      expect(age).toBeGreaterThanOrEqual(ageSeconds)
      ageSeconds = age
      await clock.pass(200)
    }
    expect(calls.length).toBeLessThanOrEqual(600 / 15 + 1)
    expect(calls.length).toBeGreaterThan(600 / 20)
    expect(fake.peak).toEqual({ region: 1, all: 1 })
    expect(catalogue.changes({ regions: 'all' })).toEqual({ ok: true, value: { changes: [], more: false } })
  })

  test.each(['one region', 'all regions'])('that is back makes %s fresh within 20 s', async (what) => {
    const { clock, read, failures, calls } = await warm(TWENTY.slice(0, 5))
    const ask = () => read(what === 'one region' ? 'region-0' : 'all')
    failures.set('all', { code: 'UPSTREAM_TIMEOUT' })
    for (let second = 0; second < 600; second += 1) {
      await ask()
      await clock.pass(1000)
    }
    expect(calls.length).toBeLessThanOrEqual(45)
    failures.clear()
    calls.length = 0
    for (let second = 0; second < 20; second += 1) {
      await ask()
      await clock.pass(1000)
    }
    const { regions } = await ask()
    expect(Object.values(regions).map(({ state, failure }) => [state, failure])).toEqual(
      Object.values(regions).map(() => ['fresh', undefined]),
    )
    expect(new Set(calls.map(({ regionId }) => regionId)).size).toBe(calls.length)
  })

  describe('a cold region', () => {
    function setUp(failure: { code: FailureCode; retryAfterMs?: number }) {
      const clock = createManualClock()
      const harness = createHarness({ clock })
      harness.failures.set('all', failure)
      const read = () => harness.catalogue.images({ regions: ['cn-hangzhou'], state: 'current' })
      return { ...harness, clock, read }
    }

    test('is not asked again by reloads within 15 s of a failure, which is repeated with the time left', async () => {
      const { clock, read, calls, failures } = setUp({ code: 'UPSTREAM_UNREACHABLE' })
      await read()
      const at = new Date(clock.wallMs()).toISOString()
      failures.clear()
      await clock.pass(14_000)
      expect(await read()).toMatchObject({
        ok: false,
        failure: { code: 'UPSTREAM_UNREACHABLE', retryAfterMs: 1000, at },
      })
      expect(calls).toHaveLength(1)
      await clock.pass(1000)
      expect(await read()).toMatchObject({ ok: true, value: { total: 2 } })
      expect(calls).toHaveLength(2)
    })

    test.each([1500, 40_000])(
      'is left alone for as long as the cloud asked, here %i ms',
      async (retryAfterMs) => {
        const { clock, read, calls, failures } = setUp({ code: 'UPSTREAM_THROTTLED', retryAfterMs })
        await read()
        failures.clear()
        await clock.pass(retryAfterMs - 500)
        expect(await read()).toMatchObject({ failure: { retryAfterMs: 500 } })
        expect(calls).toHaveLength(1)
        await clock.pass(500)
        expect(await read()).toMatchObject({ ok: true })
      },
    )

    test('counts the 15 s from the end of a slow failure', async () => {
      const { clock, read, calls, hold } = setUp({ code: 'UPSTREAM_TIMEOUT' })
      const release = hold()
      const first = read()
      await clock.pass(10_000)
      release()
      await first
      await clock.pass(14_999)
      await read()
      expect(calls).toHaveLength(1)
      await clock.pass(1)
      await read()
      expect(calls).toHaveLength(2)
    })

    test('is asked at once by a forced refresh, which other reads then wait for', async () => {
      const { read, calls, failures, catalogue } = setUp({ code: 'UPSTREAM_ERROR' })
      await read()
      failures.clear()
      const refreshed = catalogue.refresh('cn-hangzhou')
      expect(await read()).toMatchObject({ ok: true, value: { total: 2 } })
      expect(await refreshed).toMatchObject({ ok: true, value: { state: 'fresh' } })
      expect(calls).toHaveLength(2)
    })

    test('is asked again at once if it was only the quota that refused the call', async () => {
      const { read, failures, refused } = setUp({ code: 'UPSTREAM_ERROR' })
      failures.clear()
      refused.add('operator')
      expect(await read()).toMatchObject({ failure: { code: 'LOCAL_QUOTA' } })
      refused.clear()
      expect(await read()).toMatchObject({ ok: true })
    })
  })

  test('in one region does not use up the calls of a view of all', async () => {
    const { clock, read, failures, calls } = await warm(['cn-hangzhou', 'cn-beijing'])
    failures.set('cn-hangzhou', { code: 'UPSTREAM_REJECTED' })
    for (let second = 0; second < 1800; second += 1) {
      const { regions } = await read('all')
      expect(regions['cn-beijing']?.failure).toBeUndefined()
      await clock.pass(1000)
    }
    const failing = calls.filter(({ regionId }) => regionId === 'cn-hangzhou')
    expect(failing.length).toBeGreaterThan(5)
    expect(failing.length).toBeLessThan(22)
  })

  test('that throttles pauses background calls for as long as it says', async () => {
    const clock = createManualClock()
    const { read, failures, calls } = createHarness({ clock, regionIds: TWENTY })
    failures.set('all', { code: 'UPSTREAM_THROTTLED', retryAfterMs: 6000 })
    await read('all')
    await clock.pass(0)
    const throttledAfter = calls.length
    expect(throttledAfter).toBeLessThanOrEqual(3)
    failures.clear()
    await clock.pass(5900)
    await read('all')
    expect(calls).toHaveLength(throttledAfter)
    await clock.pass(200)
    const { regions } = await read('all')
    expect(Object.values(regions).every(({ state }) => state === 'fresh')).toBe(true)
  })

  test('with a quota that keeps refusing is not asked in a loop', async () => {
    const clock = createManualClock()
    const { read, fake, calls } = createHarness({ clock })
    fake.refused.add('view')
    await read('all')
    await clock.pass(10_000)
    expect(calls).toEqual([])
    fake.refused.clear()
    await clock.pass(10_000)
    expect(calls).toHaveLength(3)
  })

  test.each([0, 9000])(
    'with a quota that reports a free call, refuses it and names a wait of %i ms is not asked in a loop',
    async (retryAfterMs) => {
      const clock = createManualClock()
      const { fake, calls, catalogue } = createHarness({ clock, regionIds: TWENTY, sweep: true })
      fake.refused.add('view').add('sweep')
      fake.refusals.retryAfterMs = retryAfterMs
      for (let second = 0; second < 10; second += 1) {
        void catalogue.images({ regions: 'all', state: 'current' })
        await clock.pass(1000)
      }
      expect(calls).toEqual([])
      // Three views and one sweep at a time, four times a second.
      expect(fake.refusals.count).toBeLessThanOrEqual((3 + 1) * (4 * 10 + 1))
      fake.refused.clear()
      await clock.pass(10_000)
      expect(calls).toHaveLength(20)
    },
  )

  test('that makes the client throw is a failure like any other, and logged', async () => {
    const clock = createManualClock()
    const thrown: unknown[] = []
    const rig = createHarness({ clock, onEvent: (event) => 'error' in event && thrown.push(event.error) })
    rig.client.listImages = () => Promise.reject(new Error('a defect'))
    const outcome = await rig.catalogue.images({ regions: ['cn-hangzhou'], state: 'current' })
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'INTERNAL' } })
    expect(outcome.ok ? '' : outcome.failure.detail).not.toContain('a defect')
    expect(thrown).toEqual([new Error('a defect')])
  })
})

describe('regions read at the same time', () => {
  test('are refreshed at different times, and nobody waits for it', async () => {
    const clock = createManualClock()
    let seed = 1
    const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
    const { read, calls, hold, fake } = createHarness({ clock, regionIds: TWENTY, random })
    await read('all')
    await clock.pass(0)
    calls.length = 0
    await clock.pass(HOUR_MS - 1000)
    await read('all')
    await clock.pass(0)
    expect(calls).toEqual([])
    for (let second = 0; second < 0.2 * 3600 + 2; second += 1) {
      await clock.pass(1000)
      await read('all')
    }
    await clock.pass(0)
    const startsIn = calls.map(({ atMs }) => Math.floor(atMs / 60_000))
    expect(calls).toHaveLength(20)
    expect(new Set(startsIn).size).toBeGreaterThan(6)
    hold()
    await clock.pass(2 * HOUR_MS)
    const answers = await Promise.all(Array.from({ length: 100 }, () => read('region-3')))
    expect(answers.every(({ total }) => total === 2)).toBe(true)
    expect(fake.peak.region).toBe(1)
  })
})

describe('the background refresh', () => {
  test('keeps every region fresh, oldest first, with at most five calls a minute', async () => {
    const clock = createManualClock()
    const { calls, catalogue } = createHarness({ clock, regionIds: TWENTY, limit: 9, sweep: true })
    await clock.pass(5 * 60_000)
    expect(calls).toHaveLength(20)
    expect(calls.every(({ priority }) => priority === 'sweep')).toBe(true)
    const first = calls.map(({ regionId }) => regionId)
    await clock.pass(2 * HOUR_MS)
    expect(calls.slice(20, 40).map(({ regionId }) => regionId)).toEqual(first)
    const perMinute = calls.map(({ atMs }) =>
      calls.filter((other) => other.atMs >= atMs && other.atMs < atMs + 60_000),
    )
    expect(Math.max(...perMinute.map(({ length }) => length))).toBe(5)
    catalogue.close()
    const atClose = calls.length
    await clock.pass(5 * HOUR_MS)
    expect(calls).toHaveLength(atClose)
  })

  test('reports its progress and the time until its next call', async () => {
    const clock = createManualClock()
    const { catalogue } = createHarness({ clock, regionIds: TWENTY, limit: 9, sweep: true })
    await clock.pass(20_000)
    expect(catalogue.status().sweep).toEqual({
      enabled: true,
      regionsDone: 5,
      regionsTotal: 20,
      nextInMs: 40_000,
    })
    await clock.pass(10 * 60_000)
    expect(catalogue.status().sweep).toEqual({
      enabled: true,
      regionsDone: 20,
      regionsTotal: 20,
      nextInMs: null,
    })
  })

  test('reports no wait while its regions are being read for a view', async () => {
    const clock = createManualClock()
    const { catalogue, read, hold } = createHarness({ clock, regionIds: TWENTY, limit: 600, sweep: true })
    await clock.pass(0)
    const release = hold()
    await read('all')
    await clock.pass(0)
    expect(catalogue.status().sweep.nextInMs).toBe(0)
    release()
    await clock.pass(0)
    expect(catalogue.status().sweep).toMatchObject({ regionsDone: 20, nextInMs: null })
  })

  test('leaves a call to an operator', async () => {
    const clock = createManualClock()
    const { calls, read, hold } = createHarness({ clock, regionIds: TWENTY, limit: 9, sweep: true })
    const release = hold()
    await clock.pass(0)
    const asked = read('region-19')
    await clock.pass(0)
    expect(calls.map(({ priority }) => priority)).toEqual(['sweep', 'operator'])
    release()
    expect((await asked).total).toBe(2)
  })

  test('pauses while throttled, and removes nothing', async () => {
    const clock = createManualClock()
    const { calls, failures, catalogue, read } = createHarness({ clock, limit: 9, sweep: true })
    await clock.pass(60_000)
    failures.set('all', { code: 'UPSTREAM_THROTTLED', retryAfterMs: 300_000 })
    calls.length = 0
    await clock.pass(2 * HOUR_MS)
    expect(calls.length).toBeLessThanOrEqual((2 * HOUR_MS) / 300_000)
    expect((await read('all')).total).toBe(6)
    expect(catalogue.changes({ regions: 'all' })).toMatchObject({ value: { changes: [] } })
  })

  test('does not read regions without images every minute', async () => {
    const clock = createManualClock()
    const { calls, images } = createHarness({ clock, limit: 9, sweep: true })
    for (const regionId of images.keys()) images.set(regionId, [])
    await clock.pass(HOUR_MS)
    expect(calls.length).toBeLessThanOrEqual(3 * 7)
  })
})

describe('an empty list', () => {
  test('is fresh for a minute only', async () => {
    const clock = createManualClock()
    const { read, images, calls } = createHarness({ clock })
    images.set('cn-hangzhou', [])
    expect((await read('cn-hangzhou')).regions['cn-hangzhou']?.state).toBe('fresh')
    images.set('cn-hangzhou', [listedImage('new')])
    await clock.pass(59_000)
    expect((await read('cn-hangzhou')).total).toBe(0)
    await clock.pass(1000)
    expect((await read('cn-hangzhou')).regions['cn-hangzhou']?.state).toBe('stale')
    await clock.pass(0)
    expect((await read('cn-hangzhou')).total).toBe(1)
    expect(calls).toHaveLength(2)
  })
})
