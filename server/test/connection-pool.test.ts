import { afterEach, expect, test } from 'vitest'

import { createFaultRig, type FaultRig } from '../testing/server-harness.ts'

const ROUNDS = 9
const READERS = 100
/** Calls of the cloud that are under way at a time. */
const AT_A_TIME = 4

let rig: FaultRig
afterEach(() => rig.close())

test('a burst of calls opens no more connections to the cloud than it has calls at a time', async () => {
  rig = await createFaultRig()
  const [region] = (await rig.readRegions()).body.regions
  const target = `/api/images?region=${region?.regionId}&live=1&ids=m-1`
  for (let round = 0; round < ROUNDS; round += 1) {
    const replies = await Promise.all(Array.from({ length: READERS }, () => rig.ask(target)))
    expect(replies.filter(({ status }) => status !== 200)).toEqual([])
  }
  const { byAction, connections } = rig.desk.stats()
  expect(byAction['ListImages']).toBe(ROUNDS * READERS)
  expect(connections).toBeLessThanOrEqual(AT_A_TIME * ROUNDS)
})
