import type { Clock } from './clock.ts'

/** The clock that requests are dated by: this machine's, corrected by what the upstream's answers said. */
export type UpstreamClock = {
  now(): Date
  /** Learns from the date of a refusal; false where there is none, or where it is off by a day or more. */
  learn(dateMs: number | undefined): boolean
}

/** A wrong clock is worked around up to a day; more is a mistake to mend. */
const MOST_SKEW_MS = 24 * 3_600_000

export function createUpstreamClock(clock: Clock): UpstreamClock {
  let skewMs = 0
  return {
    now: () => new Date(clock.wallMs() + skewMs),
    learn: (dateMs) => {
      if (dateMs === undefined || Math.abs(dateMs - clock.wallMs()) >= MOST_SKEW_MS) return false
      skewMs = dateMs - clock.wallMs()
      return true
    },
  }
}
