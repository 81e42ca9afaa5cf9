import type { Change } from '#contract/changes.ts'
import type { Failure } from '#contract/failures.ts'

import type { Clock } from '../clock.ts'
import type { ListedImages } from '../swas/operations.ts'
import { type ChangeLog, diffImages, toChanges } from './changes.ts'
import type { OnEvent } from './events.ts'
import { EMPTY_FRESH_MS, emptyEntry, type RegionEntry } from './region-state.ts'
import { changedRows, indexSnapshot, nextSnapshot, type Snapshot, type SnapshotIndex } from './snapshot.ts'
import type { Store, StoredSnapshot } from './store/store.ts'
import { findSuspicion, isConfirmed } from './suspicious-listing.ts'

/** The entry of each region, in memory; every new snapshot is saved to the store too. */
export type RegionCache = {
  /** An empty entry if nothing is known of the region. */
  get(regionId: string): RegionEntry
  /** The index of every snapshot. */
  indexes(): SnapshotIndex[]
  /** Accepts a complete listing, unless it is suspicious. */
  store(regionId: string, listing: ListedImages): void
  /** Records why a refresh failed; the snapshot stays. */
  recordFailure(regionId: string, failure: Failure): void
  /** Resets the backoff of every region, after an outage. */
  resetBackoff(): void
}

type Options = {
  store: Store
  changeLog: ChangeLog
  clock: Clock
  random: () => number
  freshMs: number
  onEvent: OnEvent
}

/** Starts with the snapshots of the store. */
export function createRegionCache(options: Options): RegionCache {
  const { store, clock, onEvent } = options
  const entries = new Map<string, RegionEntry>()
  for (const stored of store.loadSnapshots()) entries.set(stored.regionId, restoreEntry(stored, options))

  function get(regionId: string): RegionEntry {
    const known = entries.get(regionId)
    if (known !== undefined) return known
    const entry = emptyEntry()
    entries.set(regionId, entry)
    return entry
  }

  function accept(entry: RegionEntry, regionId: string, listing: ListedImages) {
    const previous = entry.snapshot
    const next = nextSnapshot(regionId, previous, listing, {
      fetchedAtMs: Math.max(clock.wallMs(), (previous?.fetchedAtMs ?? -Infinity) + 1),
      takenAtMs: clock.monotonicMs(),
      forgetBeforeMs: clock.wallMs() - store.retention.days * DAY_MS,
    })
    const events = previous === null ? [] : diffImages(previous.images, listing.images)
    const changes = toChanges(events, regionId, new Date(next.fetchedAtMs).toISOString())
    save(store, next, previous, changes, onEvent)
    entry.snapshot = next
    entry.suspicion = null
    entry.freshForMs = freshForMs(next, options)
    options.changeLog.add(changes)
    onEvent({ event: 'refreshed', regionId, images: next.images.length, changes: changes.length })
  }

  return {
    get,
    indexes: () =>
      [...entries.values()].flatMap(({ snapshot }) => (snapshot === null ? [] : [indexSnapshot(snapshot)])),
    store(regionId, listing) {
      const entry = get(regionId)
      Object.assign(entry, { failure: null, consecutiveFailures: 0, refreshedAtMs: clock.monotonicMs() })
      const suspicion = entry.snapshot === null ? null : findSuspicion(entry.snapshot.images, listing)
      if (suspicion === null || (entry.suspicion !== null && isConfirmed(entry.suspicion, suspicion))) {
        accept(entry, regionId, listing)
        return
      }
      entry.suspicion = { ...suspicion, atMs: clock.monotonicMs() }
      const counts = { listed: listing.images.length, missing: suspicion.missing.size }
      onEvent({ event: 'doubtful', regionId, ...counts })
    },
    recordFailure(regionId, failure) {
      const entry = get(regionId)
      entry.failure = { ...failure, at: new Date(clock.wallMs()).toISOString() }
      entry.consecutiveFailures += 1
      entry.refreshedAtMs = clock.monotonicMs()
      onEvent({ event: 'refresh-failed', regionId, failure })
    },
    resetBackoff: () => {
      for (const entry of entries.values()) entry.consecutiveFailures = Math.min(1, entry.consecutiveFailures)
    },
  }
}

const DAY_MS = 86_400_000

/** If the disk fails, the answer is still served. */
function save(store: Store, next: Snapshot, previous: Snapshot | null, changes: Change[], onEvent: OnEvent) {
  try {
    store.saveSnapshot(next, changedRows(previous, next), changes)
  } catch (error) {
    onEvent({ event: 'store-failed', error })
  }
}

/** Ages continue by the wall clock. If it was set back, the age is unknown and counts as too old. */
function restoreEntry(stored: StoredSnapshot, options: Options): RegionEntry {
  const { clock } = options
  const ageMs = clock.wallMs() - stored.fetchedAtMs
  const fetchedAtMs = Math.min(clock.wallMs(), stored.fetchedAtMs)
  const snapshot = { ...stored, fetchedAtMs, takenAtMs: clock.monotonicMs() - Math.max(0, ageMs) }
  return { ...emptyEntry(), snapshot, freshForMs: ageMs < 0 ? 0 : freshForMs(snapshot, options) }
}

/** Adds up to a fifth, so that regions read together are not due together. Never less: an hour costs one call a region. */
function freshForMs(snapshot: Snapshot, { freshMs, random }: Options): number {
  if (snapshot.images.length === 0) return Math.min(freshMs, EMPTY_FRESH_MS)
  return freshMs * (1 + random() * 0.2)
}
