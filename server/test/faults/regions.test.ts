import { afterEach, describe, expect, test, vi } from 'vitest'

import { FAILURES } from '#contract/failure-codes.ts'
import type { RegionsAnswer } from '#contract/regions.ts'

import { sampleRegions } from '../../sample/sample-images.ts'
import { FAILING, LISTING } from '../../testing/fault-expectations.ts'
import {
  createServerHarness,
  type ServerHarness,
  recover,
  readDuringFault,
  type Reply,
} from '../../testing/server-harness.ts'

const REGIONS = sampleRegions().map(({ regionId }) => regionId)
/** A region that is not in our table, but whose ID and endpoint are valid. */
const ADOPTED: Partial<Record<string, string[]>> = { 'hostile-endpoint': ['cn-lanzhou'] }
/** An empty list is valid for images, but not for regions. */
const REGIONS_FAIL = 'empty-list'
/** Longer than SWAS_REGIONS_FRESH_SECONDS. */
const DAY_MS = 90_000_000

let harness: ServerHarness | undefined
afterEach(() => harness?.close())

async function start(): Promise<ServerHarness> {
  harness = await createServerHarness()
  return harness
}

function idsOf({ body }: Reply<RegionsAnswer>) {
  return body.regions.map(({ regionId }) => regionId)
}

describe('a fault before the first list of regions', () => {
  test.each(FAILING)('%s', async (mode, expected) => {
    const harness = await start()
    harness.faults.set({ mode, operation: 'ListRegions' })
    const { status, body } = await readDuringFault(harness, expected, () => harness.failRegions())
    expect({ status, code: body.code }).toEqual({
      status: FAILURES[expected.code].status,
      code: expected.code,
    })
    expect(harness.faults.stats().calls).toBe(expected.attempts)
    await recover(harness)
    expect(idsOf(await harness.readRegions())).toEqual(REGIONS)
    expect(harness.leaks()).toEqual([])
  })
})

describe('a fault that makes a new list of regions fail', () => {
  test.each(FAILING)('%s', async (mode, expected) => {
    const harness = await start()
    await harness.readRegions()
    await harness.clock.pass(DAY_MS)
    harness.faults.reset()
    harness.faults.set({ mode, operation: 'ListRegions' })
    const kept = await harness.readRegions()
    expect(idsOf(kept)).toEqual(REGIONS)
    // Readers do not wait for the new list.
    await readDuringFault(harness, expected, () => vi.waitUntil(() => harness.calls().length > 1))
    const after = await harness.readRegions()
    expect(idsOf(after)).toEqual(REGIONS)
    expect(after.body.failure?.code).toBe(expected.code)
    expect(harness.leaks()).toEqual([])
  })
})

describe('a fault that still leads to a list of regions', () => {
  test.each(LISTING.filter(([mode]) => mode !== REGIONS_FAIL))('%s', async (mode, expected) => {
    const harness = await start()
    const { times } = expected
    harness.faults.set({ mode, operation: 'ListRegions', ...(times !== undefined && { times }) })
    const answer = await readDuringFault(harness, expected, () => harness.readRegions())
    expect(idsOf(answer)).toEqual([...REGIONS, ...(ADOPTED[mode] ?? [])])
    expect(harness.faults.stats()).toMatchObject({ calls: expected.attempts, sinkHits: 0 })
    expect(harness.leaks()).toEqual([])
  })
})
