import { afterEach, describe, expect, test } from 'vitest'

import { FAILURES } from '#contract/failures.ts'

import { FAILING, LISTED, LISTING } from '../../testing/fault-expectations.ts'
import {
  createFaultRig,
  type FaultRig,
  heal,
  LATER_MS,
  meet,
  type Reply,
} from '../../testing/server-harness.ts'

const REGION = 'cn-hangzhou'
/** Whatever it answers, the cloud gets well-made calls only, and nobody goes where it leads. */
const NOTHING_AMISS = { nonceReuse: 0, badSignatures: 0, sinkHits: 0, unexpectedActions: [] }
/** Of an answer that is a bomb no more is taken than this: twice the most that is read. */
const MOST_BYTES = 8 * 1024 * 1024

let rig: FaultRig | undefined
afterEach(() => rig?.close())

async function start(): Promise<FaultRig> {
  rig = await createFaultRig()
  return rig
}

function namesOf({ body }: Reply<{ images: readonly { imageId: string; imageName: string }[] }>) {
  return body.images.map(({ imageId, imageName }) => [imageId, imageName])
}

describe('nothing is known, and the cloud fails', () => {
  test.each(FAILING)('%s', async (mode, expected) => {
    const rig = await start()
    rig.desk.set({ mode, operation: 'ListImages' })
    const [{ status, headers, body }, health] = await meet(rig, expected, () =>
      Promise.all([rig.failImages(REGION), rig.ask('/healthz')]),
    )
    expect(health.status).toBe(200)
    expect({ status, code: body.code }).toEqual({
      status: FAILURES[expected.code].status,
      code: expected.code,
    })
    expect(body.reason).toBe(expected.reason)
    expect(body.retryAfterMs === null).toBe(!FAILURES[expected.code].retryable)
    if (expected.upstream !== undefined) expect(body.upstream?.code).toBe(expected.upstream)
    if (expected.waitMs !== undefined) {
      expect(body.retryAfterMs).toBe(expected.waitMs)
      expect(headers.get('retry-after')).toBe(String(expected.waitMs / 1000))
    }
    expect(rig.desk.stats()).toMatchObject({ ...NOTHING_AMISS, calls: expected.attempts })
    expect(rig.desk.stats().bytesSent).toBeLessThan(MOST_BYTES)

    await heal(rig)
    const next = await rig.readImages(REGION)
    expect(namesOf(next)).toEqual(LISTED)
    expect(next.body.regions[REGION]).toMatchObject({ state: 'fresh', dropped: 0 })
    expect(rig.leaks()).toEqual([])
  })
})

describe('a list is known, and the cloud fails', () => {
  test.each(FAILING)('%s', async (mode, expected) => {
    const rig = await start()
    const first = await rig.readImages(REGION)
    rig.desk.reset()
    rig.desk.set({ mode })
    const { status, body } = await meet(rig, expected, () => rig.refresh(REGION))
    expect(status).toBe(200)
    expect(body).toMatchObject({ state: 'stale', failure: { code: expected.code } })
    expect(rig.desk.stats().calls).toBe(expected.attempts)
    const kept = await rig.readImages(REGION)
    expect(kept.body.images).toEqual(first.body.images)
    expect(kept.body.regions[REGION]).toMatchObject({
      state: 'stale',
      fetchedAt: first.body.regions[REGION]?.fetchedAt,
      failure: { code: expected.code },
    })

    await heal(rig)
    expect((await rig.refresh(REGION)).body.state).toBe('fresh')
    expect(namesOf(await rig.readImages(REGION))).toEqual(LISTED)
    expect(rig.leaks()).toEqual([])
  })
})

describe('the cloud answers oddly, but well', () => {
  test.each(LISTING)('%s', async (mode, expected) => {
    const rig = await start()
    const { times } = expected
    rig.desk.set({ mode, ...(times !== undefined && { times }) })
    const first = await meet(rig, expected, () => rig.readImages(REGION))
    expect(namesOf(first)).toEqual(expected.list)
    expect(first.body.regions[REGION]).toMatchObject({ state: 'fresh', dropped: expected.dropped ?? 0 })
    expect(rig.desk.stats()).toMatchObject({ sinkHits: 0, unexpectedActions: [], calls: expected.attempts })
    if (expected.images !== undefined) expect(first.body.images).toEqual(expected.images)

    await heal(rig)
    // A list that is far shorter than the one before is believed when a second one bears it out.
    await rig.refresh(REGION)
    await rig.clock.pass(LATER_MS)
    expect((await rig.refresh(REGION)).body.state).toBe('fresh')
    expect(namesOf(await rig.readImages(REGION))).toEqual(LISTED)
    expect(rig.leaks()).toEqual([])
  })
})
