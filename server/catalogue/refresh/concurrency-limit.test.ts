import { expect, test } from 'vitest'

import { createRig } from '../../testing/catalogue-harness.ts'
import { createManualClock } from '../../testing/manual-clock.ts'
import type { Priority } from '../cloud.ts'
import { createSlots, type Errand } from './concurrency-limit.ts'

/** Slots that are filled with the background up to its share, and a log of who sets out. */
function setUp() {
  const slots = createSlots(2)
  const log: string[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  const run = (name: string, priority: Priority): Errand => {
    const errand = { priority }
    void slots.run(errand, () => {
      log.push(`${name} as ${errand.priority}`)
      return promise
    })
    return errand
  }
  return { slots, run, log, release: resolve, settle: () => new Promise((done) => setImmediate(done)) }
}

test('an errand of the background that an operator joins takes the slot kept for operators', async () => {
  const { slots, run, log, settle } = setUp()
  run('first', 'view')
  run('second', 'view')
  const third = run('third', 'sweep')
  await settle()
  expect(log).toEqual(['first as view'])
  slots.hurry(third)
  await settle()
  expect(log).toEqual(['first as view', 'third as operator'])
})

test('an errand that has set out stays what it was', async () => {
  const { slots, run, log, settle } = setUp()
  const first = run('first', 'view')
  await settle()
  slots.hurry(first)
  expect(first.priority).toBe('view')
  run('second', 'view')
  await settle()
  expect(log).toEqual(['first as view'])
})

test('operators go first in the order in which they came, then the others', async () => {
  const { run, log, release, settle } = setUp()
  run('a', 'operator')
  run('b', 'operator')
  run('c', 'view')
  run('d', 'operator')
  run('e', 'sweep')
  run('f', 'operator')
  await settle()
  expect(log).toEqual(['a as operator', 'b as operator'])
  release()
  await settle()
  const names = log.map((line) => line.slice(0, 1)).join('')
  expect(names).toBe('abdfce')
})

test('an operator who opens a region that waits in the background gets it with his own priority', async () => {
  const clock = createManualClock()
  const { catalogue, calls, hold, read } = createRig({ clock, regionIds: ['a', 'b', 'c', 'd'], sweep: true })
  const release = hold()
  await read('a', 'b', 'c')
  await clock.pass(0)
  // Three calls of the background are under way, and the fourth waits for a slot of theirs.
  expect(calls).toHaveLength(3)
  const waiting = ['a', 'b', 'c', 'd'].filter((id) => calls.every(({ regionId }) => regionId !== id))
  const opened = catalogue.images({ regions: waiting, state: 'current' })
  await clock.pass(0)
  expect(calls).toHaveLength(4)
  expect(calls.at(-1)).toMatchObject({ regionId: waiting[0], priority: 'operator' })
  release()
  expect(await opened).toMatchObject({ ok: true, value: { total: 2 } })
  await clock.pass(0)
  expect(calls).toHaveLength(4)
})
