import { expect, test } from 'vitest'

import type { Priority } from '../../swas/sliding-window.ts'
import { createHarness } from '../../testing/catalogue-harness.ts'
import { createManualClock } from '../../testing/manual-clock.ts'
import { createConcurrencyLimit, type Task } from './concurrency-limit.ts'

/** A limit of two, of which the background gets one, and a log of the calls that start. */
function setUp() {
  const limit = createConcurrencyLimit(2)
  const log: string[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  const run = (name: string, priority: Priority): Task => {
    const task = { priority }
    void limit.run(task, () => {
      log.push(`${name} as ${task.priority}`)
      return promise
    })
    return task
  }
  return { limit, run, log, release: resolve, settle: () => new Promise((done) => setImmediate(done)) }
}

test('a background call that an operator joins takes the slot reserved for operators', async () => {
  const { limit, run, log, settle } = setUp()
  run('first', 'view')
  run('second', 'view')
  const third = run('third', 'sweep')
  await settle()
  expect(log).toEqual(['first as view'])
  limit.promote(third)
  await settle()
  expect(log).toEqual(['first as view', 'third as operator'])
})

test('a call that has started keeps its priority', async () => {
  const { limit, run, log, settle } = setUp()
  const first = run('first', 'view')
  await settle()
  limit.promote(first)
  expect(first.priority).toBe('view')
  run('second', 'view')
  await settle()
  expect(log).toEqual(['first as view'])
})

test('operators go first, in order of arrival, then the others', async () => {
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

test('an operator who opens a region queued in the background reads it with his own priority', async () => {
  const clock = createManualClock()
  const { catalogue, calls, hold, read } = createHarness({
    clock,
    regionIds: ['a', 'b', 'c', 'd'],
    sweep: true,
  })
  const release = hold()
  await read('a', 'b', 'c')
  await clock.pass(0)
  // Three background calls are in flight, and the fourth is queued.
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
