import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const HOUR_MS = 3_600_000
const SERVER_TIME = 'Fri, 27 Nov 2026 12:00:00 GMT'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse(SERVER_TIME) - HOUR_MS })
  vi.resetModules()
})
afterEach(() => void vi.useRealTimers())

/** A page that has not heard from the server yet, in a browser that is an hour slow. */
function openPage() {
  return import('./server-clock.ts')
}

test('the browser’s clock counts until the server has answered', async () => {
  const { isServerClockKnown, serverNow } = await openPage()
  expect(isServerClockKnown()).toBe(false)
  expect(serverNow()).toBe(Date.now())
})

test('then the server’s clock counts, and goes on whatever is done to the browser’s', async () => {
  const { isServerClockKnown, serverNow, syncServerClock } = await openPage()
  syncServerClock(SERVER_TIME)
  expect(isServerClockKnown()).toBe(true)
  vi.advanceTimersByTime(90_000)
  vi.setSystemTime(Date.parse(SERVER_TIME) - 5 * HOUR_MS)
  expect(serverNow()).toBe(Date.parse(SERVER_TIME) + 90_000)
})

test('each answer sets it again, and an answer without a date changes nothing', async () => {
  const { serverNow, syncServerClock } = await openPage()
  syncServerClock(SERVER_TIME)
  syncServerClock('2026-11-27T12:30:00.000Z')
  syncServerClock(null)
  syncServerClock('soon')
  expect(serverNow()).toBe(Date.parse(SERVER_TIME) + HOUR_MS / 2)
})

test('a time of the server is told by the browser’s clock for a countdown', async () => {
  const { syncServerClock, toBrowserTime } = await openPage()
  syncServerClock(SERVER_TIME)
  expect(toBrowserTime('2026-11-27T11:59:55.000Z')).toBe(Date.now() - 5000)
})
