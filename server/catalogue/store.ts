import type { DatabaseSync } from 'node:sqlite'

import type { Change } from '#contract/changes.ts'
import type { Image } from '#contract/images.ts'
import type { StatusAnswer } from '#contract/status.ts'

import type { RegionListing } from './cloud.ts'
import { parseStoredChange, parseStoredImage, parseStoredListing, parseStoredSnapshot } from './rows.ts'
import { SCHEMA_VERSION } from './schema.ts'
import type { Snapshot, SnapshotRows } from './snapshot.ts'

/** A snapshot as the store has it: the clock of the process that took it is gone. */
export type StoredSnapshot = Omit<Snapshot, 'takenAtMs'>

/** How long and how much is kept of what is gone. */
export type Retention = { days: number; changes: number }

/** The durable copy of the catalogue, of one account. Reads happen once, at start. */
export type Store = {
  retention: Retention
  loadSnapshots(): StoredSnapshot[]
  /** Oldest first. */
  loadChanges(): Change[]
  /** Replaces a region's snapshot and adds its changes, in one transaction. */
  saveSnapshot(snapshot: Snapshot, rows: SnapshotRows, changes: readonly Change[]): void
  loadListings(): StoredListing[]
  saveListing(listing: StoredListing): void
  facts(): Omit<StatusAnswer['store'], 'images' | 'changes'>
  close(): void
}

/** A ListRegions answer in one language, and when it came. */
export type StoredListing = { language: string; fetchedAtMs: number; regions: RegionListing['regions'] }

type Options = { owner: string; retention: Retention; kind: 'file' | 'memory'; setAside: string | null }

/** Wraps a database that has the current schema. `owner` is the fingerprint of the credentials. */
export function createStore(db: DatabaseSync, options: Options): Store {
  const { owner, retention } = options
  const statements = prepare(db)
  return {
    retention,
    loadSnapshots: () => {
      const images = Map.groupBy(
        statements.images.all(owner).map((row) => parseStoredImage(row)),
        ({ image }) => image.regionId,
      )
      return statements.snapshots.all(owner).map((row) => {
        const head = parseStoredSnapshot(row)
        const of = images.get(head.regionId) ?? []
        return { ...head, ...split(of, head.fetchedAtMs) }
      })
    },
    loadChanges: () => statements.changes.all(owner).map((row) => parseStoredChange(row)),
    saveSnapshot: (snapshot, rows, changes) =>
      inTransaction(db, () => {
        const { regionId, fetchedAtMs, requestId, dropped, version } = snapshot
        statements.putSnapshot.run(owner, regionId, fetchedAtMs, requestId, dropped, version)
        for (const { image, position } of rows.changed)
          statements.putImage.run(owner, ...columnsOf(image), position)
        for (const imageId of rows.forgotten) statements.forgetImage.run(owner, regionId, imageId)
        for (const change of changes)
          statements.putChange.run(owner, change.id, change.at, JSON.stringify(change))
        const oldest = new Date(fetchedAtMs - retention.days * DAY_MS).toISOString()
        statements.forgetChanges.run(owner, oldest, owner, retention.changes)
      }),
    loadListings: () => statements.listings.all(owner).map((row) => parseStoredListing(row)),
    saveListing: ({ language, fetchedAtMs, regions }) =>
      void statements.putListing.run(owner, language, fetchedAtMs, JSON.stringify(regions)),
    facts: () => ({
      kind: options.kind,
      sizeBytes: sizeBytes(db),
      schemaVersion: SCHEMA_VERSION,
      retentionDays: retention.days,
      setAside: options.setAside,
    }),
    close: () => db.close(),
  }
}

const DAY_MS = 86_400_000

function split(rows: readonly { image: Image; position: number | null }[], fetchedAtMs: number) {
  const lastSeenAt = new Date(fetchedAtMs).toISOString()
  const current = rows.filter(({ position }) => position !== null)
  return {
    images: current
      .toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0))
      .map(({ image }): Image => ({ ...image, lastSeenAt, state: 'current' })),
    gone: rows
      .filter(({ position }) => position === null)
      .map(({ image }): Image => ({ ...image, state: 'gone' }))
      .toSorted((a, b) => (a.lastSeenAt < b.lastSeenAt ? 1 : -1)),
  }
}

function columnsOf(image: Image): string[] {
  const { regionId, imageId, imageName, imageType, platform, description, firstSeenAt, lastSeenAt } = image
  return [regionId, imageId, imageName, imageType, platform, description, firstSeenAt, lastSeenAt]
}

function prepare(db: DatabaseSync) {
  return {
    snapshots: db.prepare('SELECT * FROM snapshots WHERE owner = ?'),
    images: db.prepare('SELECT * FROM images WHERE owner = ?'),
    changes: db.prepare('SELECT body FROM changes WHERE owner = ? ORDER BY at, rowid'),
    listings: db.prepare('SELECT * FROM listings WHERE owner = ?'),
    putSnapshot: db.prepare('INSERT OR REPLACE INTO snapshots VALUES (?, ?, ?, ?, ?, ?)'),
    putImage: db.prepare('INSERT OR REPLACE INTO images VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    forgetImage: db.prepare('DELETE FROM images WHERE owner = ? AND region_id = ? AND image_id = ?'),
    putChange: db.prepare('INSERT OR IGNORE INTO changes VALUES (?, ?, ?, ?)'),
    forgetChanges: db.prepare(
      'DELETE FROM changes WHERE owner = ? AND (at < ? OR rowid NOT IN (SELECT rowid FROM changes WHERE owner = ? ORDER BY at DESC, rowid DESC LIMIT ?))',
    ),
    putListing: db.prepare('INSERT OR REPLACE INTO listings VALUES (?, ?, ?, ?)'),
  }
}

/** Runs one write as a whole: after a crash the file holds all of it, or nothing. */
export function inTransaction(db: DatabaseSync, write: () => void) {
  db.exec('BEGIN IMMEDIATE')
  try {
    write()
    db.exec('COMMIT')
  } catch (error) {
    db.exec('ROLLBACK')
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
