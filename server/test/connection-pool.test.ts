import { afterEach, expect, test } from 'vitest'

import { createServerHarness, type ServerHarness } from '../testing/server-harness.ts'

const ROUNDS = 9
const READERS = 100
/** Most concurrent calls of the cloud. */
const MAX_CONCURRENT = 4

let harness: ServerHarness
afterEach(() => harness.close())

test('a burst of calls opens at most one connection per concurrent call', async () => {
  harness = await createServerHarness()
  const [region] = (await harness.readRegions()).body.regions
  const target = `/api/images?region=${region?.regionId}&live=1&ids=m-1`
  for (let round = 0; round < ROUNDS; round += 1) {
    const replies = await Promise.all(Array.from({ length: READERS }, () => harness.ask(target)))
    expect(replies.filter(({ status }) => status !== 200)).toEqual([])
  }
  const { byAction, connections } = harness.faults.stats()
  expect(byAction['ListImages']).toBe(ROUNDS * READERS)
  expect(connections).toBeLessThanOrEqual(MAX_CONCURRENT * ROUNDS)
})
