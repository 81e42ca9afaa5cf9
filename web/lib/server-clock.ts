/**
 * The server's clock, by which ages are told: a browser an hour off must not call old data fresh. Set from the `Date`
 * header of answers from the network, and carried on by the monotonic clock, which no change of the system time moves.
 */
let lastSync: { serverMs: number; monotonicMs: number } | null = null

/** @param serverTime an HTTP date or ISO 8601, just arrived from the server; nothing happens if it is no date. */
export function syncServerClock(serverTime: string | null): void {
  const serverMs = Date.parse(serverTime ?? '')
  if (!Number.isNaN(serverMs)) lastSync = { serverMs, monotonicMs: performance.now() }
}

/** The server's time in epoch milliseconds; the browser's until the server has answered. */
export function serverNow(): number {
  return lastSync === null ? Date.now() : lastSync.serverMs + performance.now() - lastSync.monotonicMs
}

/** Whether {@link serverNow} is the server's time. */
export function isServerClockKnown(): boolean {
  return lastSync !== null
}

/** A time of the server by the browser's clock, in epoch milliseconds: for what counts down to a time of the browser. */
export function toBrowserTime(serverTime: string): number {
  return Date.now() + Date.parse(serverTime) - serverNow()
}
