import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { subscribeToTicks } from './ticker.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('341 ages share one timer, which stops with the last one', () => {
  const onTick = vi.fn<() => void>()
  const stops = Array.from({ length: 341 }, () => subscribeToTicks(() => onTick()))
  expect(vi.getTimerCount()).toBe(1)
  vi.advanceTimersByTime(1000)
  expect(onTick).toHaveBeenCalledTimes(341)

  const [last, ...others] = stops
  for (const stop of others) stop()
  expect(vi.getTimerCount()).toBe(1)
  last?.()
  expect(vi.getTimerCount()).toBe(0)

  subscribeToTicks(onTick)()
  expect(vi.getTimerCount()).toBe(0)
})
