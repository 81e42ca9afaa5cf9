import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const HOUR_MS = 3_600_000
const SERVER_TIME = 'Fri, 27 Nov 2026 12:00:00 GMT'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse(SERVER_TIME) - HOUR_MS })
  vi.resetModules()
})
afterEach(() => void vi.useRealTimers())

/** The clock before the server has answered. The browser runs an hour slow. */
function openPage() {
  return import('./server-clock.ts')
}

test('uses the browser’s clock until the server has answered', async () => {
  const { isServerClockKnown, serverNow } = await openPage()
  expect(isServerClockKnown()).toBe(false)
  expect(serverNow()).toBe(Date.now())
})

test('then uses the server’s clock, whatever happens to the browser’s', async () => {
  const { isServerClockKnown, serverNow, syncServerClock } = await openPage()
  syncServerClock(SERVER_TIME)
  expect(isServerClockKnown()).toBe(true)
  vi.advanceTimersByTime(90_000)
  vi.setSystemTime(Date.parse(SERVER_TIME) - 5 * HOUR_MS)
  expect(serverNow()).toBe(Date.parse(SERVER_TIME) + 90_000)
})

test('each response sets it, except those without a date', async () => {
  const { serverNow, syncServerClock } = await openPage()
  syncServerClock(SERVER_TIME)
  syncServerClock('2026-11-27T12:30:00.000Z')
  syncServerClock(null)
  syncServerClock('soon')
  expect(serverNow()).toBe(Date.parse(SERVER_TIME) + HOUR_MS / 2)
})

test('converts a server time to the browser’s clock', async () => {
  const { syncServerClock, toBrowserTime } = await openPage()
  syncServerClock(SERVER_TIME)
  expect(toBrowserTime('2026-11-27T11:59:55.000Z')).toBe(Date.now() - 5000)
})
