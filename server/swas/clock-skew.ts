import type { Result } from '#contract/result.ts'

import type { Clock } from '../clock.ts'

/** The clock that dates requests: this machine's, corrected by the dates of the upstream's responses. */
export type UpstreamClock = {
  now(): Date
  /** Adopts the date of a refusal; returns false if it is off by a day or more. */
  learn(dateMs: number): boolean
  /** How far this machine is behind the upstream, in milliseconds; 0 until a refusal showed otherwise. */
  behindMs(): number
}

/** A wrong clock is corrected up to a day; beyond that somebody has to fix it. */
const MAX_SKEW_MS = 24 * 3_600_000
/** Less is not worth mentioning. */
const NOTABLE_SKEW_MS = 60_000
const MINUTE_MS = 60_000

export function createUpstreamClock(clock: Clock): UpstreamClock {
  let behindMs = 0
  return {
    now: () => new Date(clock.wallMs() + behindMs),
    learn: (dateMs) => {
      if (Math.abs(dateMs - clock.wallMs()) >= MAX_SKEW_MS) return false
      behindMs = dateMs - clock.wallMs()
      return true
    },
    behindMs: () => behindMs,
  }
}

/** Adds to a refused date how wrong this machine's clock is, where the response carried the upstream's date. */
export function describeSkew(
  outcome: Result<unknown>,
  dateMs: number | undefined,
  clock: Clock,
): Result<unknown> {
  if (outcome.ok || outcome.failure.code !== 'CLOCK_SKEW' || dateMs === undefined) return outcome
  const behindMs = dateMs - clock.wallMs()
  if (Math.abs(behindMs) < NOTABLE_SKEW_MS) return outcome
  const minutes = Math.round(Math.abs(behindMs) / MINUTE_MS)
  const direction = behindMs > 0 ? 'behind' : 'ahead of'
  const detail = `The clock of this machine is ${minutes} min ${direction} that of Alibaba Cloud.`
  return { ok: false, failure: { ...outcome.failure, detail } }
}
