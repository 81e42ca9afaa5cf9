import { getEventListeners } from 'node:events'

import { describe, expect, test } from 'vitest'

import { sleep } from '../clock.ts'
import { createManualClock } from '../testing/manual-clock.ts'

describe('sleep', () => {
  test('listens to the signal only while it lasts', async () => {
    const clock = createManualClock()
    const { signal } = new AbortController()
    const sleeps = Array.from({ length: 20 }, () => sleep(1000, { clock, signal }))
    expect(getEventListeners(signal, 'abort')).toHaveLength(20)
    await clock.pass(1000)
    await Promise.all(sleeps)
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })

  test('leaves no timer behind when aborted', async () => {
    let timers = 0
    const clock = {
      after() {
        timers += 1
        return () => (timers -= 1)
      },
    }
    const controller = new AbortController()
    const { signal } = controller
    const sleeping = sleep(1000, { clock, signal })
    expect(timers).toBe(1)
    controller.abort()
    await sleeping
    expect(timers).toBe(0)
    await sleep(1000, { clock, signal })
    expect(timers).toBe(0)
  })
})
