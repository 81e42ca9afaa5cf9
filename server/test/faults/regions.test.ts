import { afterEach, describe, expect, test, vi } from 'vitest'

import { FAILURES } from '#contract/failures.ts'
import type { RegionsAnswer } from '#contract/regions.ts'

import { sampleRegions } from '../../sample/sample-images.ts'
import { FAILING, LISTING } from '../../testing/fault-expectations.ts'
import { createFaultRig, type FaultRig, heal, meet, type Reply } from '../../testing/server-harness.ts'

const REGIONS = sampleRegions().map(({ regionId }) => regionId)
/** A region that the table of regions does not have, of the shape of one, with the host of one. */
const ADOPTED: Partial<Record<string, string[]>> = { 'hostile-endpoint': ['cn-lanzhou'] }
/** An account without regions there is none; without images there is. */
const REGIONS_FAIL = 'empty-list'
/** `SWAS_FRESH_SECONDS` of the list of regions, and more. */
const DAY_MS = 90_000_000

let rig: FaultRig | undefined
afterEach(() => rig?.close())

async function start(): Promise<FaultRig> {
  rig = await createFaultRig()
  return rig
}

function idsOf({ body }: Reply<RegionsAnswer>) {
  return body.regions.map(({ regionId }) => regionId)
}

describe('the list of regions is not known, and the cloud fails', () => {
  test.each(FAILING)('%s', async (mode, expected) => {
    const rig = await start()
    rig.desk.set({ mode, operation: 'ListRegions' })
    const { status, body } = await meet(rig, expected, () => rig.failRegions())
    expect({ status, code: body.code }).toEqual({
      status: FAILURES[expected.code].status,
      code: expected.code,
    })
    expect(rig.desk.stats().calls).toBe(expected.attempts)
    await heal(rig)
    expect(idsOf(await rig.readRegions())).toEqual(REGIONS)
    expect(rig.leaks()).toEqual([])
  })
})

describe('the list of regions is known, and the cloud fails', () => {
  test.each(FAILING)('%s', async (mode, expected) => {
    const rig = await start()
    await rig.readRegions()
    await rig.clock.pass(DAY_MS)
    rig.desk.reset()
    rig.desk.set({ mode, operation: 'ListRegions' })
    const kept = await rig.readRegions()
    expect(idsOf(kept)).toEqual(REGIONS)
    // Whoever reads does not wait for the new list.
    await meet(rig, expected, () => vi.waitUntil(() => rig.calls().length > 1))
    const told = await rig.readRegions()
    expect(idsOf(told)).toEqual(REGIONS)
    expect(told.body.failure?.code).toBe(expected.code)
    expect(rig.leaks()).toEqual([])
  })
})

describe('the cloud lists the regions oddly, but well', () => {
  test.each(LISTING.filter(([mode]) => mode !== REGIONS_FAIL))('%s', async (mode, expected) => {
    const rig = await start()
    const { times } = expected
    rig.desk.set({ mode, operation: 'ListRegions', ...(times !== undefined && { times }) })
    const answer = await meet(rig, expected, () => rig.readRegions())
    expect(idsOf(answer)).toEqual([...REGIONS, ...(ADOPTED[mode] ?? [])])
    expect(rig.desk.stats()).toMatchObject({ calls: expected.attempts, sinkHits: 0 })
    expect(rig.leaks()).toEqual([])
  })
})
