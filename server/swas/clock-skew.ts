import type { Clock } from '../clock.ts'

/** The clock that requests are dated by: this machine's, corrected by what the upstream's answers said. */
export type UpstreamClock = {
  now(): Date
  /** Learns from the date of a refusal; false where it is off by a day or more. */
  learn(dateMs: number): boolean
  /** How far the clock of this machine is behind the upstream's, in milliseconds; 0 until a refusal told. */
  behindMs(): number
}

/** A wrong clock is worked around up to a day; more is a mistake to mend. */
const MOST_SKEW_MS = 24 * 3_600_000
const MINUTE_MS = 60_000

export function createUpstreamClock(clock: Clock): UpstreamClock {
  let behindMs = 0
  return {
    now: () => new Date(clock.wallMs() + behindMs),
    learn: (dateMs) => {
      if (Math.abs(dateMs - clock.wallMs()) >= MOST_SKEW_MS) return false
      behindMs = dateMs - clock.wallMs()
      return true
    },
    behindMs: () => behindMs,
  }
}

/** Whether it is worth words: a minute, or more. */
export function isSkewed(behindMs: number): boolean {
  return Math.abs(behindMs) >= MINUTE_MS
}

/** What a wrong clock is called towards the operator. */
export function skewWords(behindMs: number): string {
  const minutes = Math.round(Math.abs(behindMs) / MINUTE_MS)
  const direction = behindMs > 0 ? 'behind' : 'ahead of'
  return `The clock of this machine is ${minutes} min ${direction} that of Alibaba Cloud.`
}
