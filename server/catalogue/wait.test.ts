import { getEventListeners } from 'node:events'

import { expect, test } from 'vitest'

import { createManualClock } from '../testing/manual-clock.ts'
import { waitUnlessAborted } from './wait.ts'

test('a wait listens to the signal only while it lasts', async () => {
  const clock = createManualClock()
  const { signal } = new AbortController()
  const waits = Array.from({ length: 20 }, () => waitUnlessAborted(1000, clock, signal))
  expect(getEventListeners(signal, 'abort')).toHaveLength(20)
  await clock.pass(1000)
  await Promise.all(waits)
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

test('a wait that is called off leaves no timer behind', async () => {
  let timers = 0
  const counted = {
    after() {
      timers += 1
      return () => (timers -= 1)
    },
  }
  const leaving = new AbortController()
  const wait = waitUnlessAborted(1000, counted, leaving.signal)
  expect(timers).toBe(1)
  leaving.abort()
  await wait
  expect(timers).toBe(0)
  await waitUnlessAborted(1000, counted, leaving.signal)
  expect(timers).toBe(0)
})
