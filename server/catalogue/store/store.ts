import type { DatabaseSync } from 'node:sqlite'

import type { Change } from '#contract/changes.ts'
import type { Image } from '#contract/images.ts'
import type { StatusAnswer } from '#contract/status.ts'

import type { CallHistory } from '../../swas/sliding-window.ts'
import type { Snapshot, SnapshotRows } from '../snapshot.ts'
import { createCallHistory } from './call-history.ts'
import { SCHEMA_VERSION } from './migrations.ts'
import {
  createImageReader,
  IMAGE_COLUMNS,
  imageColumns,
  parseStoredChange,
  parseStoredListing,
  parseStoredSnapshot,
  type StoredListing,
} from './rows.ts'

/** A snapshot without its monotonic time, which has no meaning in another process. */
export type StoredSnapshot = Omit<Snapshot, 'takenAtMs'>

/** How long removed images and changes are kept, and at most how many changes per account. */
export type Retention = { days: number; changes: number }

/** The persistent copy of one account's catalogue. It is read once, at start. */
export type Store = {
  retention: Retention
  loadSnapshots(): StoredSnapshot[]
  /** Oldest first. */
  loadChanges(): Change[]
  /** Replaces a region's snapshot and adds its changes, in one transaction. */
  saveSnapshot(snapshot: Snapshot, rows: SnapshotRows, changes: readonly Change[]): void
  loadListings(): StoredListing[]
  saveListing(listing: StoredListing): void
  callHistory: CallHistory
  facts(): Omit<StatusAnswer['store'], 'images' | 'changes'>
  close(): void
}

type Options = {
  owner: string
  retention: Retention
  wallMs: number
  kind: 'file' | 'memory'
  setAside: string | null
}

/**
 * Wraps a database of the current schema, deletes what is past its retention and reads the snapshots.
 * @throws Error if the snapshots cannot be read
 */
export function createStore(db: DatabaseSync, options: Options): Store {
  const { owner, retention } = options
  const statements = prepare(db)
  inTransaction(db, () => deleteExpired(db, options))
  // Read now, while the file can still be quarantined. Dropped on first use to free the memory.
  let preloaded: StoredSnapshot[] | null = readSnapshots(db, owner)
  return {
    retention,
    loadSnapshots: () => {
      const snapshots = preloaded ?? readSnapshots(db, owner)
      preloaded = null
      return snapshots
    },
    loadChanges: () => statements.changes.all(owner).flatMap((row) => parseStoredChange(row)),
    saveSnapshot: (snapshot, rows, changes) =>
      db.isOpen &&
      inTransaction(db, () => {
        const { regionId, fetchedAtMs, requestId, dropped, version } = snapshot
        statements.putSnapshot.run(owner, regionId, fetchedAtMs, requestId, dropped, version)
        for (const { image, position } of rows.changed)
          statements.putImage.run(owner, ...imageColumns(image), position)
        for (const imageId of rows.expired) statements.deleteImage.run(owner, regionId, imageId)
        for (const change of changes)
          statements.putChange.run(owner, change.id, change.at, JSON.stringify(change))
        if (changes.length > 0) deleteExpiredChanges(db, owner, retention, fetchedAtMs)
      }),
    loadListings: () => statements.listings.all(owner).flatMap((row) => parseStoredListing(row)),
    saveListing: ({ language, fetchedAtMs, regions }) =>
      db.isOpen && void statements.putListing.run(owner, language, fetchedAtMs, JSON.stringify(regions)),
    callHistory: createCallHistory(db, owner, options.wallMs),
    facts: () => ({
      kind: options.kind,
      sizeBytes: sizeBytes(db),
      schemaVersion: SCHEMA_VERSION,
      retentionDays: retention.days,
      setAside: options.setAside,
    }),
    close: () => {
      if (db.isOpen) db.close()
    },
  }
}

function prepare(db: DatabaseSync) {
  return {
    changes: db.prepare('SELECT body FROM changes WHERE owner = ? ORDER BY at, rowid'),
    listings: db.prepare('SELECT * FROM listings WHERE owner = ?'),
    putSnapshot: db.prepare('INSERT OR REPLACE INTO snapshots VALUES (?, ?, ?, ?, ?, ?)'),
    putImage: db.prepare(
      `INSERT OR REPLACE INTO images (owner, ${IMAGE_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    deleteImage: db.prepare('DELETE FROM images WHERE owner = ? AND region_id = ? AND image_id = ?'),
    putChange: db.prepare('INSERT OR IGNORE INTO changes VALUES (?, ?, ?, ?)'),
    putListing: db.prepare('INSERT OR REPLACE INTO listings VALUES (?, ?, ?, ?)'),
  }
}

function readSnapshots(db: DatabaseSync, owner: string): StoredSnapshot[] {
  const rows = db.prepare(
    `SELECT ${IMAGE_COLUMNS} FROM images WHERE owner = ? ORDER BY region_id, position, last_seen_at DESC`,
  )
  rows.setReturnArrays(true)
  const parse = createImageReader()
  const images = Map.groupBy(rows.all(owner).map(parse), ({ image }) => image.regionId)
  const snapshots = db.prepare('SELECT * FROM snapshots WHERE owner = ?').all(owner)
  return snapshots.map((row) => {
    const head = parseStoredSnapshot(row)
    const lastSeenAt = new Date(head.fetchedAtMs).toISOString()
    const { current = [], gone = [] } = Object.groupBy(
      images.get(head.regionId) ?? [],
      ({ image }) => image.state,
    )
    return {
      ...head,
      images: current.map(({ image }): Image => ({ ...image, lastSeenAt })),
      gone: gone.map(({ image }) => image),
    }
  })
}

const DAY_MS = 86_400_000

/** Deletes accounts unused for the retention time, and expired changes of this account. */
function deleteExpired(db: DatabaseSync, { owner, retention, wallMs }: Options) {
  db.prepare('INSERT OR REPLACE INTO owners VALUES (?, ?)').run(owner, wallMs)
  db.prepare('DELETE FROM owners WHERE used_at_ms < ?').run(wallMs - retention.days * DAY_MS)
  for (const table of ['snapshots', 'images', 'changes', 'listings', 'pauses'])
    db.exec(`DELETE FROM ${table} WHERE owner NOT IN (SELECT owner FROM owners)`)
  deleteExpiredChanges(db, owner, retention, wallMs)
}

function deleteExpiredChanges(db: DatabaseSync, owner: string, retention: Retention, nowMs: number) {
  db.prepare('DELETE FROM changes WHERE owner = ? AND at < ?').run(
    owner,
    isoDate(nowMs - retention.days * DAY_MS),
  )
  db.prepare(
    `DELETE FROM changes WHERE owner = ?1 AND rowid IN (SELECT rowid FROM changes WHERE owner = ?1
       ORDER BY at DESC, rowid DESC LIMIT -1 OFFSET ?2)`,
  ).run(owner, retention.changes)
}

function isoDate(wallMs: number): string {
  return new Date(wallMs).toISOString()
}

/** Runs a write atomically: after a crash the file holds all of it or nothing. */
function inTransaction(db: DatabaseSync, write: () => void) {
  db.exec('BEGIN IMMEDIATE')
  try {
    write()
    db.exec('COMMIT')
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}

function sizeBytes(db: DatabaseSync): number {
  const row = db
    .prepare('SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()')
    .get()
  const bytes = row?.['bytes']
  return typeof bytes === 'number' ? bytes : 0
}
