import type { Failure } from '#contract/failures.ts'
import type { SnapshotState } from '#contract/images.ts'

import { areSame } from './are-same.ts'
import type { Snapshot } from './snapshot.ts'
import type { Doubt } from './suspicious-listing.ts'

/** All that is remembered of a region's images. Times are of the monotonic clock. */
export type RegionRecord = {
  snapshot: Snapshot | null
  /** How long the snapshot counts as fresh. */
  freshForMs: number
  /** A complete listing that was too odd to be believed at once, and when it came. */
  doubt: (Doubt & { atMs: number }) | null
  /** Why the last refresh failed, until one succeeds. */
  failure: Failure | null
  failuresInARow: number
  /** When the last refresh that had an answer or a failure set out. */
  triedAtMs: number
  /** When somebody last asked for a new snapshot. */
  forcedAtMs: number
}

/**
 * For whom a region may be asked again: `one` looks at it alone; `many` is a view of many regions or the sweep,
 * which must not spend the minute's calls on what keeps failing, or on regions that have no images.
 */
export type Audience = 'one' | 'many'

/** After a failure nobody asks again by itself before this time is over. */
export const COOL_DOWN_MS = 15_000
const LONGEST_COOL_DOWN_MS = 120_000
/** So many failures in a row are borne before the cool-down grows for `many`. */
const PATIENCE = 3

/** An empty list is believed for so long only. */
export const EMPTY_FRESH_MS = 60_000
const EMPTY_FRESH_FOR_MANY_MS = 600_000

/** A doubtful listing is checked by a second one after this time. */
const DOUBT_MS = 60_000

export function emptyRecord(): RegionRecord {
  return {
    snapshot: null,
    freshForMs: 0,
    doubt: null,
    failure: null,
    failuresInARow: 0,
    triedAtMs: -Infinity,
    forcedAtMs: -Infinity,
  }
}

/** Milliseconds until a region may be asked again, for whom; 0 where it is due. */
export function dueInMs(record: RegionRecord, audience: Audience, isOutage: boolean, nowMs: number): number {
  return Math.max(0, dueAtMs(record, audience, isOutage) - nowMs)
}

function dueAtMs(record: RegionRecord, audience: Audience, isOutage: boolean): number {
  const { snapshot, failure, doubt } = record
  if (failure !== null) return record.triedAtMs + coolDownMs(record, audience, isOutage)
  if (doubt !== null) return doubt.atMs + DOUBT_MS
  if (snapshot === null) return -Infinity
  const isPatient = audience === 'many' && snapshot.images.length === 0 && record.freshForMs > 0
  return (
    snapshot.takenAtMs +
    (isPatient ? Math.max(record.freshForMs, EMPTY_FRESH_FOR_MANY_MS) : record.freshForMs)
  )
}

/** In an outage all wait alike: one probe in a cool-down is let through for all of them together. */
function coolDownMs(record: RegionRecord, audience: Audience, isOutage: boolean): number {
  const growth = audience === 'one' || isOutage ? 0 : Math.max(0, record.failuresInARow - PATIENCE)
  return Math.min(COOL_DOWN_MS * 2 ** growth, LONGEST_COOL_DOWN_MS)
}

/** Milliseconds since the snapshot was taken; never negative. */
export function ageMs(snapshot: Snapshot, nowMs: number): number {
  return Math.max(0, nowMs - snapshot.takenAtMs)
}

export function isFresh(record: RegionRecord, nowMs: number): boolean {
  const { snapshot, failure, doubt } = record
  return snapshot !== null && failure === null && doubt === null && ageMs(snapshot, nowMs) < record.freshForMs
}

/** What was last told of each region, and from what. */
const told = new WeakMap<RegionRecord, { facts: readonly unknown[]; state: SnapshotState }>()

/** What an operator is told about a region's images; the very same object as long as there is nothing else to tell. */
export function stateOf(record: RegionRecord, isRefreshing: boolean, nowMs: number): SnapshotState {
  const { snapshot, failure, doubt } = record
  const name = stateName(record, nowMs)
  const facts = [snapshot, failure, doubt, isRefreshing, name]
  const last = told.get(record)
  if (last !== undefined && areSame(last.facts, facts)) return last.state
  const state = { ...lastingState(record), state: name, refreshing: isRefreshing }
  told.set(record, { facts, state })
  return state
}

/** What stays as it is until the region is read again. */
function lastingState({ snapshot, failure, doubt }: RegionRecord) {
  return {
    fetchedAt: snapshot === null ? null : new Date(snapshot.fetchedAtMs).toISOString(),
    requestId: snapshot?.requestId ?? null,
    dropped: snapshot?.dropped ?? 0,
    ...(failure === null ? {} : { failure }),
    ...(doubt === null ? {} : doubt.isEmpty ? { reportsNone: true } : { missing: doubt.missing.size }),
  }
}

function stateName(record: RegionRecord, nowMs: number): SnapshotState['state'] {
  if (record.snapshot === null) return record.failure === null ? 'never' : 'failed'
  return isFresh(record, nowMs) ? 'fresh' : 'stale'
}
