import type { Clock } from '../../clock.ts'
import { COOL_DOWN_MS } from '../region-state.ts'

/** Detects an outage of the cloud, and then lets only one probe per cool-down through. */
export type CircuitBreaker = {
  recordAttempt(): void
  recordFailure(regionId: string): void
  /** Closes the breaker. Returns whether it was open. */
  recordSuccess(): boolean
  isOpen(): boolean
  /** Milliseconds until background calls may start: until the next probe if open, otherwise 0. */
  probeInMs(): number
}

/** Distinct regions that fail without a success in between; with fewer, the regions are at fault. */
const FAILURE_THRESHOLD = 3

export function createCircuitBreaker(clock: Clock): CircuitBreaker {
  const failingRegions = new Set<string>()
  let attemptedAtMs = -Infinity

  const isOpen = () => failingRegions.size >= FAILURE_THRESHOLD

  return {
    recordAttempt: () => {
      attemptedAtMs = clock.monotonicMs()
    },
    recordFailure: (regionId) => {
      failingRegions.add(regionId)
    },
    recordSuccess: () => {
      const wasOpen = isOpen()
      failingRegions.clear()
      return wasOpen
    },
    isOpen,
    probeInMs: () => (isOpen() ? Math.max(0, attemptedAtMs + COOL_DOWN_MS - clock.monotonicMs()) : 0),
  }
}
