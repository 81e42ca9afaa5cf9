import { describe, expect, test } from 'vitest'

import type { LookupRequest } from '#contract/lookup.ts'

import { createHarness } from '../testing/catalogue-harness.ts'
import { createManualClock } from '../testing/manual-clock.ts'

const HANGZHOU = 'cn-hangzhou'
const BEIJING = 'cn-beijing'
const IN_BEIJING = ['cn-beijing-1']

function setUp(limit?: number) {
  const clock = createManualClock()
  const harness = createHarness({ clock, ...(limit !== undefined && { limit }) })
  async function lookUp(request: LookupRequest) {
    const outcome = await harness.catalogue.lookup(request)
    if (!outcome.ok) throw new Error(outcome.failure.code)
    return outcome.value
  }
  return { clock, ...harness, lookUp }
}

describe('a lookup in regions that were never read', () => {
  test('says so, has them read, and finds the ID the next time', async () => {
    const { clock, lookUp, calls } = setUp()
    const first = await lookUp({ ids: IN_BEIJING })
    expect(first.results).toMatchObject([{ state: 'never' }])
    expect(first.unknownRegions).toEqual([HANGZHOU, BEIJING, 'us-west-1'])
    expect(first.unknownStates).toMatchObject({ [BEIJING]: { state: 'never', refreshing: true } })
    await clock.pass(0)
    const second = await lookUp({ ids: IN_BEIJING })
    expect(second).toMatchObject({ results: [{ state: 'current' }], unknownRegions: [], unknownStates: {} })
    expect(calls).toMatchObject(Array.from({ length: 3 }, () => ({ priority: 'view' })))
  })

  test('has only the named regions read', async () => {
    const { clock, lookUp, calls } = setUp()
    await lookUp({ ids: IN_BEIJING, regions: [BEIJING] })
    await clock.pass(0)
    expect(calls.map(({ regionId }) => regionId)).toEqual([BEIJING])
  })

  test('costs one call per region however often it is repeated, within the quota', async () => {
    const { clock, lookUp, calls } = setUp(2)
    for (let time = 0; time < 20; time += 1) await lookUp({ ids: IN_BEIJING })
    await clock.pass(59_000)
    expect(calls).toHaveLength(2)
    await clock.pass(2000)
    expect(calls).toHaveLength(3)
  })

  test('says why a region could not be read, and does not read it again at once', async () => {
    const { clock, lookUp, calls, failures } = setUp()
    failures.set(BEIJING, { code: 'PERMISSION_DENIED' })
    await lookUp({ ids: IN_BEIJING, regions: [BEIJING] })
    await clock.pass(0)
    const { unknownStates } = await lookUp({ ids: IN_BEIJING, regions: [BEIJING] })
    expect(unknownStates).toMatchObject({
      [BEIJING]: { state: 'failed', failure: { code: 'PERMISSION_DENIED' } },
    })
    await clock.pass(1000)
    expect(calls).toHaveLength(1)
  })

  test('has no region read if the text has no IDs', async () => {
    const { clock, lookUp, calls } = setUp()
    await lookUp({ text: 'no ID is in here' })
    await clock.pass(0)
    expect(calls).toEqual([])
  })
})
