import { describe, expect, test } from 'vitest'

import type { LookupAnswer, LookupEvent, LookupRequest } from '#contract/lookup.ts'

import { createHarness } from '../testing/catalogue-harness.ts'
import { listedImage } from '../testing/fake-swas-client.ts'
import { createManualClock } from '../testing/manual-clock.ts'

const HANGZHOU = 'cn-hangzhou'
const BEIJING = 'cn-beijing'
const HERE = 'cn-hangzhou-1'

/** Three regions of two images each, a clock that stands still, and look-ups against them. */
function setUp(limit?: number) {
  const clock = createManualClock()
  const rig = createHarness({ clock, ...(limit !== undefined && { limit }) })
  const leaving = new AbortController()

  function start(request: LookupRequest): AsyncIterable<LookupEvent> {
    const events = rig.catalogue.lookupLive({ live: true, ...request }, leaving.signal)
    if (!events.ok) throw new Error(events.failure.code)
    return events.value
  }

  /** Starts it, and notes what comes of it while time is passed by the test. */
  function follow(request: LookupRequest) {
    const events: LookupEvent[] = []
    const ended = (async () => {
      for await (const event of start(request)) events.push(event)
    })()
    return { events, ended }
  }

  /** The answer of a look-up that need not wait. */
  async function answer(request: LookupRequest): Promise<LookupAnswer> {
    const events = await Array.fromAsync(start(request))
    const last = events.at(-1)
    if (last?.event !== 'answer') throw new Error('ended without its answer')
    return last
  }

  return { clock, ...rig, leaving, follow, answer }
}

describe('a live look-up', () => {
  test('tells of each call before it is made, and of the end', async () => {
    const { follow } = setUp()
    const { events, ended } = follow({ ids: [HERE], regions: [HANGZHOU, BEIJING] })
    await ended
    const told = events.map((event) =>
      event.event === 'progress' ? `${event.callsDone} of ${event.callsTotal}` : event.event,
    )
    expect(told).toEqual(['0 of 2', '1 of 2', '2 of 2', 'answer'])
  })

  test('tells after each call what is known of its IDs, while others are still to be asked', async () => {
    const { clock, follow, images } = setUp(1)
    images.set(HANGZHOU, [listedImage('m-1')])
    images.set(BEIJING, [listedImage('m-1')])
    const { events, ended } = follow({ ids: ['m-1', 'm-2'], regions: [HANGZHOU, BEIJING] })
    await clock.pass(1000)
    expect(events.at(-1)).toMatchObject({
      callsDone: 1,
      results: [
        { imageId: 'm-1', state: 'current', places: [{ regionId: HANGZHOU }] },
        { imageId: 'm-2', state: 'never' },
      ],
    })
    await clock.pass(60_000)
    await ended
    expect(events.at(-2)).toMatchObject({
      callsDone: 2,
      results: [{ places: [{ regionId: HANGZHOU }, { regionId: BEIJING }] }, { state: 'never' }],
    })
  })

  test('asks for 50 IDs in a call', async () => {
    const { answer, calls } = setUp()
    const ids = Array.from({ length: 120 }, (_, index) => `m-${index}`)
    await answer({ ids, regions: [HANGZHOU] })
    expect(calls.map(({ imageIds }) => imageIds?.length)).toEqual([50, 50, 20])
    expect(calls.flatMap(({ imageIds }) => imageIds)).toEqual(ids)
  })

  test('finds an ID in a region that was never read, and makes no list of it', async () => {
    const { answer, catalogue } = setUp()
    const { results, unknownRegions, checkedRegions } = await answer({ ids: [HERE], regions: [HANGZHOU] })
    expect(results).toMatchObject([
      { imageId: HERE, state: 'current', places: [{ regionId: HANGZHOU, state: 'current' }] },
    ])
    expect(unknownRegions).toEqual([BEIJING, 'us-west-1'])
    expect(checkedRegions).toEqual([HANGZHOU])
    expect(catalogue.status().regions[0]).toMatchObject({ state: 'never', imageCount: null })
  })

  test('says that an ID is gone which the cloud no longer has, and what may have replaced it', async () => {
    const { answer, images, read } = setUp()
    await read(HANGZHOU)
    images.set(HANGZHOU, [listedImage('cn-hangzhou-2')])
    const { results } = await answer({ ids: [HERE], regions: [HANGZHOU] })
    expect(results).toMatchObject([
      {
        imageId: HERE,
        state: 'gone',
        places: [{ regionId: HANGZHOU, state: 'gone', imageName: 'Docker-26.1.3' }],
        successors: [{ imageId: 'cn-hangzhou-2' }],
      },
    ])
  })

  test('offers no successor that it has just found to be gone too', async () => {
    const { answer, images, read } = setUp()
    await read(HANGZHOU)
    images.set(HANGZHOU, [])
    const { results } = await answer({ ids: [HERE, 'cn-hangzhou-2'], regions: [HANGZHOU] })
    expect(results).toMatchObject([
      { state: 'gone', successors: [] },
      { state: 'gone', successors: [] },
    ])
  })

  test('believes an ID current elsewhere that is gone in the region asked', async () => {
    const { answer, images, read } = setUp()
    images.set(HANGZHOU, [listedImage('m-1')])
    images.set(BEIJING, [listedImage('m-1')])
    await read(HANGZHOU)
    await read(BEIJING)
    images.set(HANGZHOU, [])
    const { results } = await answer({ ids: ['m-1'], regions: [HANGZHOU] })
    expect(results).toMatchObject([
      {
        state: 'current',
        places: [
          { regionId: HANGZHOU, state: 'gone' },
          { regionId: BEIJING, state: 'current' },
        ],
      },
    ])
  })

  test('proves nothing by an answer that had unreadable entries', async () => {
    const { answer, images, read, fake } = setUp()
    await read(HANGZHOU)
    images.set(HANGZHOU, [])
    fake.dropped = 1
    const { results, checkedRegions } = await answer({ ids: [HERE], regions: [HANGZHOU] })
    expect(results).toMatchObject([{ state: 'current' }])
    expect(checkedRegions).toEqual([])
  })

  test('names the region that fails with its reason, asks it no further, and goes on with the others', async () => {
    const { follow, failures, calls } = setUp()
    failures.set(HANGZHOU, { code: 'PERMISSION_DENIED' })
    const ids = Array.from({ length: 60 }, (_, index) => `m-${index}`)
    const { events, ended } = follow({ ids: [...ids, `${BEIJING}-1`], regions: [HANGZHOU, BEIJING] })
    await ended
    const reason = { [HANGZHOU]: { code: 'PERMISSION_DENIED', at: '2026-11-01T00:00:00.000Z' } }
    expect(events.at(1)).toMatchObject({ event: 'progress', failures: reason })
    expect(events.at(-1)).toMatchObject({ failures: reason, checkedRegions: [BEIJING] })
    expect(calls.map(({ regionId }) => regionId)).toEqual([HANGZHOU, BEIJING, BEIJING])
  })

  test('tells an ID of a region that failed as the snapshot has it', async () => {
    const { answer, failures, read } = setUp()
    await read(HANGZHOU)
    failures.set(HANGZHOU, { code: 'UPSTREAM_TIMEOUT' })
    const { results } = await answer({ ids: [HERE], regions: [HANGZHOU] })
    expect(results).toMatchObject([{ state: 'current' }])
  })

  test('waits for the quota, says for how long, and leaves no call out', async () => {
    const { clock, follow, calls } = setUp(1)
    const { events, ended } = follow({ ids: [HERE], regions: [HANGZHOU, BEIJING] })
    await clock.pass(1000)
    expect(calls).toHaveLength(1)
    expect(events.at(-1)).toMatchObject({ callsDone: 1, callsTotal: 2, nextInMs: 60_000 })
    await clock.pass(60_000)
    await ended
    expect(calls).toHaveLength(2)
    expect(events.at(-1)).toMatchObject({ event: 'answer', checkedRegions: [HANGZHOU, BEIJING] })
  })

  test.each([0, 9000])(
    'whom the quota refuses though it had a call free asks again after a while, not at once: %i ms',
    async (retryAfterMs) => {
      const { clock, follow, calls, refused, refusals } = setUp()
      refused.add('view')
      refusals.retryAfterMs = retryAfterMs
      const { events, ended } = follow({ ids: [HERE], regions: [HANGZHOU] })
      await clock.pass(10_000)
      expect(refusals.count).toBeGreaterThan(1)
      expect(refusals.count).toBeLessThanOrEqual(1 + 10_000 / Math.max(250, retryAfterMs))
      refused.clear()
      await clock.pass(9000)
      await ended
      expect(calls).toHaveLength(1)
      expect(events.at(-1)).toMatchObject({ event: 'answer', checkedRegions: [HANGZHOU] })
    },
  )

  test('asks a throttled region four times in all, each after its wait', async () => {
    const { clock, follow, calls, failures } = setUp()
    failures.set(HANGZHOU, { code: 'UPSTREAM_THROTTLED', retryAfterMs: 6000 })
    const { events, ended } = follow({ ids: [HERE], regions: [HANGZHOU] })
    await clock.pass(30_000)
    await ended
    expect(calls.map(({ atMs }) => atMs)).toEqual([0, 6000, 12_000, 18_000])
    expect(events.at(-1)).toMatchObject({ failures: { [HANGZHOU]: { code: 'UPSTREAM_THROTTLED' } } })
  })

  test('ends without an answer, and makes no call more, when its reader leaves while it waits', async () => {
    const { clock, follow, calls, leaving } = setUp(1)
    const { events, ended } = follow({ ids: [HERE], regions: [HANGZHOU, BEIJING] })
    await clock.pass(1000)
    leaving.abort()
    await ended
    await clock.pass(120_000)
    expect(calls).toHaveLength(1)
    expect(events.map(({ event }) => event)).not.toContain('answer')
  })

  test('ends at once for a reader who had left before the wait', async () => {
    const { follow, calls, leaving } = setUp(0)
    leaving.abort()
    await follow({ ids: [HERE], regions: [HANGZHOU] }).ended
    expect(calls).toEqual([])
  })

  test('in a region that nobody knows is refused, by its name', () => {
    const { catalogue, calls } = setUp()
    const request = { ids: [HERE], regions: [HANGZHOU, 'mars'] }
    expect(catalogue.lookupLive(request, new AbortController().signal)).toMatchObject({
      ok: false,
      failure: { code: 'INVALID_REGION', detail: 'The region "mars" is not known.' },
    })
    expect(calls).toEqual([])
  })

  test('that would take hours is refused before its first call, with what it would take', async () => {
    const { catalogue, answer, calls } = setUp()
    const ids = Array.from({ length: 4_001 }, (_, index) => `m-${index}`)
    const regions = [HANGZHOU, BEIJING, 'us-west-1']
    const ask = (ids: string[]) => catalogue.lookupLive({ ids, regions }, new AbortController().signal)
    const refused = ask(ids)
    expect(refused).toMatchObject({ ok: false, failure: { code: 'INVALID_REQUEST' } })
    expect(JSON.stringify(refused)).toMatch(/243 calls.*at most 240/)
    expect(calls).toEqual([])
    // The same ID twice is one, and so is a region.
    const { results } = await answer({ ids: [...ids.slice(1), 'm-1'], regions: [...regions, HANGZHOU] })
    expect(results).toHaveLength(4_000)
    expect(calls).toHaveLength(240)
  })

  test('is one of few at a time: more are sent away until one has ended, or its reader has left', async () => {
    const { catalogue, clock, calls } = setUp(1)
    const ask = (signal: AbortSignal) =>
      catalogue.lookupLive({ ids: [HERE], regions: [HANGZHOU, BEIJING] }, signal)
    const readers = Array.from({ length: 4 }, () => new AbortController())
    const streams = readers.map(({ signal }) => ask(signal))
    expect(streams.every(({ ok }) => ok)).toBe(true)
    const tooMany = { ok: false, failure: { code: 'TOO_MANY_REQUESTS' } }
    expect(ask(new AbortController().signal)).toMatchObject(tooMany)
    // One leaves before anything was read, and one reads to the end.
    readers[0]?.abort()
    expect(ask(new AbortController().signal)).toMatchObject({ ok: true })
    const [, read] = streams
    const ended = read?.ok === true ? Array.fromAsync(read.value) : null
    expect(ask(new AbortController().signal)).toMatchObject(tooMany)
    await clock.pass(61_000)
    await ended
    expect(calls).toHaveLength(2)
    expect(ask(new AbortController().signal)).toMatchObject({ ok: true })
  })
})
