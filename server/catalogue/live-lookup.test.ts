import { describe, expect, test } from 'vitest'

import type { LookupAnswer, LookupEvent, LookupRequest } from '#contract/lookup.ts'

import { createHarness } from '../testing/catalogue-harness.ts'
import { listedImage } from '../testing/fake-swas-client.ts'
import { createManualClock } from '../testing/manual-clock.ts'

const HANGZHOU = 'cn-hangzhou'
const BEIJING = 'cn-beijing'
const HERE = 'cn-hangzhou-1'

/** Live lookups in three regions of two images each, with a manual clock. */
function setUp(limit?: number) {
  const clock = createManualClock()
  const harness = createHarness({ clock, ...(limit !== undefined && { limit }) })
  const leaving = new AbortController()

  function start(request: LookupRequest): AsyncIterable<LookupEvent> {
    const events = harness.catalogue.lookupLive({ live: true, ...request }, leaving.signal)
    if (!events.ok) throw new Error(events.failure.code)
    return events.value
  }

  /** Starts a lookup and collects its events while the test passes time. */
  function follow(request: LookupRequest) {
    const events: LookupEvent[] = []
    const ended = (async () => {
      for await (const event of start(request)) events.push(event)
    })()
    return { events, ended }
  }

  /** The answer of a lookup that need not wait. */
  async function answer(request: LookupRequest): Promise<LookupAnswer> {
    const events = await Array.fromAsync(start(request))
    const last = events.at(-1)
    if (last?.event !== 'answer') throw new Error('ended without its answer')
    return last
  }

  return { clock, ...harness, leaving, follow, answer }
}

describe('a live lookup', () => {
  test('reports each call before it is made, and the end', async () => {
    const { follow } = setUp()
    const { events, ended } = follow({ ids: [HERE], regions: [HANGZHOU, BEIJING] })
    await ended
    const told = events.map((event) =>
      event.event === 'progress' ? `${event.callsDone} of ${event.callsTotal}` : event.event,
    )
    expect(told).toEqual(['0 of 2', '1 of 2', '2 of 2', 'answer'])
  })

  test('reports the results of each call while others are still to come', async () => {
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

  test('asks for 50 IDs per call', async () => {
    const { answer, calls } = setUp()
    const ids = Array.from({ length: 120 }, (_, index) => `m-${index}`)
    await answer({ ids, regions: [HANGZHOU] })
    expect(calls.map(({ imageIds }) => imageIds?.length)).toEqual([50, 50, 20])
    expect(calls.flatMap(({ imageIds }) => imageIds)).toEqual(ids)
  })

  test('finds an ID in a region that was never read, without creating a snapshot', async () => {
    const { answer, catalogue } = setUp()
    const { results, unknownRegions, checkedRegions } = await answer({ ids: [HERE], regions: [HANGZHOU] })
    expect(results).toMatchObject([
      { imageId: HERE, state: 'current', places: [{ regionId: HANGZHOU, state: 'current' }] },
    ])
    expect(unknownRegions).toEqual([BEIJING, 'us-west-1'])
    expect(checkedRegions).toEqual([HANGZHOU])
    expect(catalogue.status().regions[0]).toMatchObject({ state: 'never', imageCount: null })
  })

  test('reports an ID as gone if the cloud no longer lists it, with its likely successors', async () => {
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

  test('offers no successor that is just found to be gone too', async () => {
    const { answer, images, read } = setUp()
    await read(HANGZHOU)
    images.set(HANGZHOU, [])
    const { results } = await answer({ ids: [HERE, 'cn-hangzhou-2'], regions: [HANGZHOU] })
    expect(results).toMatchObject([
      { state: 'gone', successors: [] },
      { state: 'gone', successors: [] },
    ])
  })

  test('reports an ID as current if it is gone in the named region but current in another', async () => {
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

  test('concludes nothing from an answer with unreadable entries', async () => {
    const { answer, images, read, fake } = setUp()
    await read(HANGZHOU)
    images.set(HANGZHOU, [])
    fake.dropped = 1
    const { results, checkedRegions } = await answer({ ids: [HERE], regions: [HANGZHOU] })
    expect(results).toMatchObject([{ state: 'current' }])
    expect(checkedRegions).toEqual([])
  })

  test('reports why a region fails, stops asking it, and continues with the others', async () => {
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

  test('answers from the snapshot for a region that fails', async () => {
    const { answer, failures, read } = setUp()
    await read(HANGZHOU)
    failures.set(HANGZHOU, { code: 'UPSTREAM_TIMEOUT' })
    const { results } = await answer({ ids: [HERE], regions: [HANGZHOU] })
    expect(results).toMatchObject([{ state: 'current' }])
  })

  test('waits for the quota, says for how long, and makes every call', async () => {
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
    'that the quota refuses although it reported a free call retries after a while, not at once: %i ms',
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

  test('asks a throttled region four times in all, waiting each time', async () => {
    const { clock, follow, calls, failures } = setUp()
    failures.set(HANGZHOU, { code: 'UPSTREAM_THROTTLED', retryAfterMs: 6000 })
    const { events, ended } = follow({ ids: [HERE], regions: [HANGZHOU] })
    await clock.pass(30_000)
    await ended
    expect(calls.map(({ atMs }) => atMs)).toEqual([0, 6000, 12_000, 18_000])
    expect(events.at(-1)).toMatchObject({ failures: { [HANGZHOU]: { code: 'UPSTREAM_THROTTLED' } } })
  })

  test('ends without an answer or another call when its reader leaves', async () => {
    const { clock, follow, calls, leaving } = setUp(1)
    const { events, ended } = follow({ ids: [HERE], regions: [HANGZHOU, BEIJING] })
    await clock.pass(1000)
    leaving.abort()
    await ended
    await clock.pass(120_000)
    expect(calls).toHaveLength(1)
    expect(events.map(({ event }) => event)).not.toContain('answer')
  })

  test('ends at once for a reader who has already left', async () => {
    const { follow, calls, leaving } = setUp(0)
    leaving.abort()
    await follow({ ids: [HERE], regions: [HANGZHOU] }).ended
    expect(calls).toEqual([])
  })

  test('in an unknown region is refused, and the region named', () => {
    const { catalogue, calls } = setUp()
    const request = { ids: [HERE], regions: [HANGZHOU, 'mars'] }
    expect(catalogue.lookupLive(request, new AbortController().signal)).toMatchObject({
      ok: false,
      failure: { code: 'INVALID_REGION', detail: 'The region "mars" is not known.' },
    })
    expect(calls).toEqual([])
  })

  test('that would take hours is refused before its first call, with the number of calls', async () => {
    const { catalogue, answer, calls } = setUp()
    const ids = Array.from({ length: 4_001 }, (_, index) => `m-${index}`)
    const regions = [HANGZHOU, BEIJING, 'us-west-1']
    const ask = (ids: string[]) => catalogue.lookupLive({ ids, regions }, new AbortController().signal)
    const refused = ask(ids)
    expect(refused).toMatchObject({ ok: false, failure: { code: 'INVALID_REQUEST' } })
    expect(JSON.stringify(refused)).toMatch(/243 calls.*at most 240/)
    expect(calls).toEqual([])
    // Duplicate IDs and regions count once.
    const { results } = await answer({ ids: [...ids.slice(1), 'm-1'], regions: [...regions, HANGZHOU] })
    expect(results).toHaveLength(4_000)
    expect(calls).toHaveLength(240)
  })

  test('is refused while four are running, until one has ended or its reader has left', async () => {
    const { catalogue, clock, calls } = setUp(1)
    const ask = (signal: AbortSignal) =>
      catalogue.lookupLive({ ids: [HERE], regions: [HANGZHOU, BEIJING] }, signal)
    const readers = Array.from({ length: 4 }, () => new AbortController())
    const streams = readers.map(({ signal }) => ask(signal))
    expect(streams.every(({ ok }) => ok)).toBe(true)
    const tooMany = { ok: false, failure: { code: 'TOO_MANY_REQUESTS' } }
    expect(ask(new AbortController().signal)).toMatchObject(tooMany)
    // One reader leaves before anything was read, and one reads to the end.
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
