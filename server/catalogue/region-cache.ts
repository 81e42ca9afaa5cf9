import type { Change } from '#contract/changes.ts'
import type { Failure } from '#contract/failures.ts'

import type { Clock } from '../clock.ts'
import type { ChangeLog } from './change-log.ts'
import { diffImages, toChanges } from './changes.ts'
import type { ImageListing } from './cloud.ts'
import type { OnEvent } from './events.ts'
import { EMPTY_FRESH_MS, emptyRecord, type RegionRecord } from './region-state.ts'
import { changedRows, nextSnapshot, type Snapshot } from './snapshot.ts'
import type { Store, StoredSnapshot } from './store/store.ts'
import { doubtOf, isConfirmed } from './suspicious-listing.ts'

/** What is remembered of each region, in memory; each new snapshot goes to the store as well. */
export type Records = {
  /** Of any region; an empty one where nothing is known. */
  of(regionId: string): RegionRecord
  all(): Iterable<[regionId: string, record: RegionRecord]>
  /** Takes in a complete listing whose call set out at `triedAtMs`. */
  take(regionId: string, listing: ImageListing, triedAtMs: number): void
  /** Notes why a refresh failed; what is known stays. */
  fail(regionId: string, failure: Failure, triedAtMs: number): void
  /** An outage is over: no region has failed for long. */
  forgive(): void
}

type Options = {
  store: Store
  changeLog: ChangeLog
  clock: Clock
  random: () => number
  freshMs: number
  onEvent: OnEvent
}

export function createRecords(options: Options): Records {
  const { store, clock, onEvent } = options
  const records = new Map<string, RegionRecord>()
  for (const stored of store.loadSnapshots()) {
    records.set(stored.regionId, restored(stored, options))
  }

  function of(regionId: string): RegionRecord {
    const known = records.get(regionId)
    if (known !== undefined) return known
    const record = emptyRecord()
    records.set(regionId, record)
    return record
  }

  function take(regionId: string, listing: ImageListing, triedAtMs: number) {
    const record = of(regionId)
    Object.assign(record, { failure: null, failuresInARow: 0, triedAtMs })
    const { snapshot } = record
    const doubt = snapshot === null ? null : doubtOf(snapshot.images, listing)
    if (doubt !== null && (record.doubt === null || !isConfirmed(record.doubt, doubt))) {
      record.doubt = { ...doubt, atMs: clock.monotonicMs() }
      onEvent({ event: 'doubtful', regionId, listed: listing.images.length, missing: doubt.missing.size })
      return
    }
    accept(record, regionId, listing)
  }

  function accept(record: RegionRecord, regionId: string, listing: ImageListing) {
    const previous = record.snapshot
    const next = nextSnapshot(regionId, previous, listing, {
      fetchedAtMs: Math.max(clock.wallMs(), (previous?.fetchedAtMs ?? -Infinity) + 1),
      takenAtMs: clock.monotonicMs(),
      forgetBeforeMs: clock.wallMs() - store.retention.days * DAY_MS,
    })
    const events = previous === null ? [] : diffImages(previous.images, listing.images)
    const changes = toChanges(events, regionId, new Date(next.fetchedAtMs).toISOString())
    keep(store, next, previous, changes, onEvent)
    record.snapshot = next
    record.doubt = null
    record.freshForMs = freshForMs(next, options)
    options.changeLog.add(changes)
    onEvent({ event: 'refreshed', regionId, images: next.images.length, changes: changes.length })
  }

  return {
    of,
    all: () => records.entries(),
    take,
    fail(regionId, failure, triedAtMs) {
      const record = of(regionId)
      record.failure = { ...failure, at: new Date(clock.wallMs()).toISOString() }
      record.failuresInARow += 1
      record.triedAtMs = triedAtMs
      onEvent({ event: 'refresh-failed', regionId, failure })
    },
    forgive: () => {
      for (const record of records.values()) record.failuresInARow = Math.min(1, record.failuresInARow)
    },
  }
}

const DAY_MS = 86_400_000

/** A failing disk costs the copy, not the answer. */
function keep(store: Store, next: Snapshot, previous: Snapshot | null, changes: Change[], onEvent: OnEvent) {
  try {
    store.saveSnapshot(next, changedRows(previous, next), changes)
  } catch (error) {
    onEvent({ event: 'store-failed', error })
  }
}

/** Ages go on over a restart by the wall clock. Where that was set back the age is not known, and counts as too old. */
function restored(stored: StoredSnapshot, options: Options): RegionRecord {
  const { clock } = options
  const ageMs = clock.wallMs() - stored.fetchedAtMs
  const fetchedAtMs = Math.min(clock.wallMs(), stored.fetchedAtMs)
  const snapshot = { ...stored, fetchedAtMs, takenAtMs: clock.monotonicMs() - Math.max(0, ageMs) }
  return { ...emptyRecord(), snapshot, freshForMs: ageMs < 0 ? 0 : freshForMs(snapshot, options) }
}

/** Up to a fifth longer, so that regions that were read together are not read again together; never less, so that no hour costs more than one call a region. */
function freshForMs(snapshot: Snapshot, { freshMs, random }: Options): number {
  if (snapshot.images.length === 0) return Math.min(freshMs, EMPTY_FRESH_MS)
  return freshMs * (1 + random() * 0.2)
}
