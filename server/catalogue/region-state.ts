import type { Failure } from '#contract/failures.ts'
import type { SnapshotState } from '#contract/images.ts'

import type { Snapshot } from './snapshot.ts'
import type { Suspicion } from './suspicious-listing.ts'

/** The cache entry of a region. All times are of the monotonic clock. */
export type RegionEntry = {
  snapshot: Snapshot | null
  /** How long the snapshot counts as fresh. */
  freshForMs: number
  /** Set while a suspicious listing awaits confirmation, with the time it was read. */
  suspicion: (Suspicion & { atMs: number }) | null
  /** Why the last refresh failed; cleared by the next success. */
  failure: Failure | null
  consecutiveFailures: number
  /** When the last refresh ended, whether it succeeded or failed. */
  refreshedAtMs: number
  /** When an operator last forced a refresh. */
  forcedAtMs: number
}

/**
 * Who wants a region: a view of this region alone, or a bulk reader, which is a view of several regions or the
 * background refresh. Bulk readers must not waste calls on regions that keep failing or have no images.
 */
export type Reader = 'single' | 'bulk'

/** After a failure a region is not read again for this long, unless a refresh is forced. */
export const COOL_DOWN_MS = 15_000
const MAX_COOL_DOWN_MS = 120_000
/** Consecutive failures before the cool-down starts to double for bulk readers. */
const FAILURES_BEFORE_BACKOFF = 3

/** How long an empty list counts as fresh. */
export const EMPTY_FRESH_MS = 60_000
const EMPTY_FRESH_FOR_BULK_MS = 600_000

/** Delay before the second read that confirms or refutes a suspicious listing. */
const CONFIRM_AFTER_MS = 60_000

export function emptyEntry(): RegionEntry {
  return {
    snapshot: null,
    freshForMs: 0,
    suspicion: null,
    failure: null,
    consecutiveFailures: 0,
    refreshedAtMs: -Infinity,
    forcedAtMs: -Infinity,
  }
}

/** Milliseconds until the reader may have the region read again; 0 if it is due. */
export function dueInMs(entry: RegionEntry, reader: Reader, isOutage: boolean, nowMs: number): number {
  return Math.max(0, dueAtMs(entry, reader, isOutage) - nowMs)
}

function dueAtMs(entry: RegionEntry, reader: Reader, isOutage: boolean): number {
  const { snapshot, failure, suspicion, freshForMs } = entry
  if (failure !== null) return entry.refreshedAtMs + coolDownMs(entry, reader, isOutage)
  if (suspicion !== null) return suspicion.atMs + CONFIRM_AFTER_MS
  if (snapshot === null) return -Infinity
  const isEmptyForBulk = reader === 'bulk' && snapshot.images.length === 0 && freshForMs > 0
  return snapshot.takenAtMs + (isEmptyForBulk ? Math.max(freshForMs, EMPTY_FRESH_FOR_BULK_MS) : freshForMs)
}

/** During an outage there is no backoff: the circuit breaker lets one probe through per cool-down. */
function coolDownMs(entry: RegionEntry, reader: Reader, isOutage: boolean): number {
  const doublings =
    reader === 'single' || isOutage ? 0 : Math.max(0, entry.consecutiveFailures - FAILURES_BEFORE_BACKOFF)
  return Math.min(COOL_DOWN_MS * 2 ** doublings, MAX_COOL_DOWN_MS)
}

/**
 * The failure that a region without a snapshot answers with until it may be asked again, with the time left to wait: 15 s
 * after the failure, unless that named a time of its own. Null if it may be asked now.
 */
export function coolDownFailure({ failure, refreshedAtMs }: RegionEntry, nowMs: number): Failure | null {
  if (failure === null) return null
  const waitMs = refreshedAtMs + (failure.retryAfterMs ?? COOL_DOWN_MS) - nowMs
  return waitMs > 0 ? { ...failure, retryAfterMs: Math.ceil(waitMs) } : null
}

/** Never negative. */
export function ageMs(snapshot: Snapshot, nowMs: number): number {
  return Math.max(0, nowMs - snapshot.takenAtMs)
}

export function isFresh({ snapshot, failure, suspicion, freshForMs }: RegionEntry, nowMs: number): boolean {
  return snapshot !== null && failure === null && suspicion === null && ageMs(snapshot, nowMs) < freshForMs
}

/** What an operator is told about a region's images. */
export function describeState(entry: RegionEntry, isRefreshing: boolean, nowMs: number): SnapshotState {
  const { snapshot, failure, suspicion } = entry
  return {
    state: stateName(entry, nowMs),
    fetchedAt: snapshot === null ? null : new Date(snapshot.fetchedAtMs).toISOString(),
    requestId: snapshot?.requestId ?? null,
    dropped: snapshot?.dropped ?? 0,
    refreshing: isRefreshing,
    ...(failure !== null && { failure }),
    ...(suspicion !== null &&
      (suspicion.isEmpty ? { reportsNone: true } : { missing: suspicion.missing.size })),
  }
}

function stateName(entry: RegionEntry, nowMs: number): SnapshotState['state'] {
  if (entry.snapshot === null) return entry.failure === null ? 'never' : 'failed'
  return isFresh(entry, nowMs) ? 'fresh' : 'stale'
}
