import { afterEach, describe, expect, test } from 'vitest'

import { FAILURES } from '#contract/failure-codes.ts'

import { FAILING, LISTED, LISTING } from '../../testing/fault-expectations.ts'
import {
  createServerHarness,
  type ServerHarness,
  recover,
  LATER_MS,
  readDuringFault,
  type Reply,
} from '../../testing/server-harness.ts'

const REGION = 'cn-hangzhou'
/** Whatever the cloud responds, it only gets valid calls, and its redirects are not followed. */
const WELL_BEHAVED = { nonceReuse: 0, badSignatures: 0, sinkHits: 0, unexpectedActions: [] }
/** Most bytes taken of a huge response: twice the limit for a body. */
const MAX_BYTES = 8 * 1024 * 1024

let harness: ServerHarness | undefined
afterEach(() => harness?.close())

async function start(): Promise<ServerHarness> {
  harness = await createServerHarness()
  return harness
}

function namesOf({ body }: Reply<{ images: readonly { imageId: string; imageName: string }[] }>) {
  return body.images.map(({ imageId, imageName }) => [imageId, imageName])
}

describe('a fault before the first snapshot', () => {
  test.each(FAILING)('%s', async (mode, expected) => {
    const harness = await start()
    harness.faults.set({ mode, operation: 'ListImages' })
    const [{ status, headers, body }, health] = await readDuringFault(harness, expected, () =>
      Promise.all([harness.failImages(REGION), harness.ask('/healthz')]),
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
    expect(harness.faults.stats()).toMatchObject({ ...WELL_BEHAVED, calls: expected.attempts })
    expect(harness.faults.stats().bytesSent).toBeLessThan(MAX_BYTES)

    await recover(harness)
    const next = await harness.readImages(REGION)
    expect(namesOf(next)).toEqual(LISTED)
    expect(next.body.regions[REGION]).toMatchObject({ state: 'fresh', dropped: 0 })
    expect(harness.leaks()).toEqual([])
  })
})

describe('a fault that makes a refresh fail', () => {
  test.each(FAILING)('%s', async (mode, expected) => {
    const harness = await start()
    const first = await harness.readImages(REGION)
    harness.faults.reset()
    harness.faults.set({ mode })
    const { status, body } = await readDuringFault(harness, expected, () => harness.refresh(REGION))
    expect(status).toBe(200)
    expect(body).toMatchObject({ state: 'stale', failure: { code: expected.code } })
    expect(harness.faults.stats().calls).toBe(expected.attempts)
    const kept = await harness.readImages(REGION)
    expect(kept.body.images).toEqual(first.body.images)
    expect(kept.body.regions[REGION]).toMatchObject({
      state: 'stale',
      fetchedAt: first.body.regions[REGION]?.fetchedAt,
      failure: { code: expected.code },
    })

    await recover(harness)
    expect((await harness.refresh(REGION)).body.state).toBe('fresh')
    expect(namesOf(await harness.readImages(REGION))).toEqual(LISTED)
    expect(harness.leaks()).toEqual([])
  })
})

describe('a fault that still leads to a list', () => {
  test.each(LISTING)('%s', async (mode, expected) => {
    const harness = await start()
    const { times } = expected
    harness.faults.set({ mode, ...(times !== undefined && { times }) })
    const first = await readDuringFault(harness, expected, () => harness.readImages(REGION))
    expect(namesOf(first)).toEqual(expected.list)
    expect(first.body.regions[REGION]).toMatchObject({ state: 'fresh', dropped: expected.dropped ?? 0 })
    expect(harness.faults.stats()).toMatchObject({
      sinkHits: 0,
      unexpectedActions: [],
      calls: expected.attempts,
    })
    if (expected.images !== undefined) expect(first.body.images).toEqual(expected.images)

    await recover(harness)
    // A much shorter list is accepted only if a second one confirms it.
    await harness.refresh(REGION)
    await harness.clock.pass(LATER_MS)
    expect((await harness.refresh(REGION)).body.state).toBe('fresh')
    expect(namesOf(await harness.readImages(REGION))).toEqual(LISTED)
    expect(harness.leaks()).toEqual([])
  })
})
