/**
 * The server's clock, used for ages: a browser an hour off must not call old data fresh. Each response from the network
 * sets it. In between it advances by the monotonic clock, which ignores changes to the system time.
 */
let lastSync: { serverMs: number; monotonicMs: number } | null = null

/** @param serverTime HTTP date or ISO 8601, just received; ignored if it is not a date */
export function syncServerClock(serverTime: string | null): void {
  const serverMs = Date.parse(serverTime ?? '')
  if (!Number.isNaN(serverMs)) lastSync = { serverMs, monotonicMs: performance.now() }
}

/** The server's time in epoch milliseconds; until the server has answered, the browser's. */
export function serverNow(): number {
  return lastSync === null ? Date.now() : lastSync.serverMs + performance.now() - lastSync.monotonicMs
}

/** Whether {@link serverNow} is the server's time. */
export function isServerClockKnown(): boolean {
  return lastSync !== null
}

/** Converts a server time to the browser's clock, in epoch milliseconds, for countdowns. */
export function toBrowserTime(serverTime: string): number {
  return Date.now() + Date.parse(serverTime) - serverNow()
}
