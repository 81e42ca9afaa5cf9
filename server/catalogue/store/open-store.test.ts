import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { chmodSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import type { ListedImage } from '../../swas/operations.ts'
import { toChanges } from '../changes.ts'
import { changedRows, nextSnapshot, type Snapshot } from '../snapshot.ts'
import { openStore, quarantine } from './open-store.ts'
import type { Store, StoredSnapshot } from './store.ts'

const NOW = Date.UTC(2026, 10, 1)
const DAY_MS = 86_400_000
const RETENTION = { days: 365, changes: 10 }

let parent: string
let folder: string
const open: Store[] = []

beforeEach(() => {
  parent = mkdtempSync(path.join(tmpdir(), 'catalogue-'))
  folder = path.join(parent, 'data')
})

afterEach(() => {
  for (const store of open.splice(0)) close(store)
  rmSync(parent, { recursive: true })
})

function begin(owner = 'one', wallMs = NOW, retention = RETENTION): Store {
  const store = openStore(folder, owner, retention, wallMs)
  open.push(store)
  return store
}

function close(store: Store) {
  open.splice(open.indexOf(store), 1)
  store.close()
}

const listedImage = (imageId: string): ListedImage => ({
  imageId,
  imageName: `名 ${imageId}`,
  imageType: 'app',
  platform: 'Linux',
  description: 'it\'s \u0000 "quoted" 🙂',
})

function snapshotOf(imageIds: string[], previous: Snapshot | null = null, fetchedAtMs = NOW): Snapshot {
  const listing = { images: imageIds.map(listedImage), dropped: 1, requestId: 'R-1' }
  return nextSnapshot('cn-hangzhou', previous, listing, { fetchedAtMs, takenAtMs: 5, forgetBeforeMs: 0 })
}

function save(
  store: Store,
  imageIds: string[],
  previous: Snapshot | null = null,
  fetchedAtMs = NOW,
): Snapshot {
  const next = snapshotOf(imageIds, previous, fetchedAtMs)
  store.saveSnapshot(next, changedRows(previous, next), [])
  return next
}

/** Closes every store and opens the folder again, as a new process would. */
function reopened(owner = 'one', wallMs = NOW, retention = RETENTION): Store {
  for (const store of open.splice(0)) store.close()
  return begin(owner, wallMs, retention)
}

function stored(snapshot: Snapshot): StoredSnapshot {
  const { takenAtMs, ...rest } = snapshot
  expect(takenAtMs).toBe(5)
  return rest
}

describe('the store', () => {
  test('returns what was saved, including removed images and the order', () => {
    const store = begin()
    const first = save(store, ['c', 'a', 'b', 'd'])
    const second = save(store, ['b', 'e', 'a'], first, NOW + 1000)
    expect(reopened().loadSnapshots()).toEqual([stored(second)])
  })

  test('is readable by the process owner only', () => {
    save(begin(), ['a'])
    const modes = [folder, ...readdirSync(folder).map((name) => path.join(folder, name))].map(
      (file) => statSync(file).mode & 0o777,
    )
    expect(modes).toEqual([0o700, ...modes.slice(1).map(() => 0o600)])
  })

  test('keeps the permissions of a folder that holds other files', () => {
    mkdirSync(folder)
    writeFileSync(path.join(folder, 'notes.txt'), '')
    chmodSync(folder, 0o755)
    begin()
    expect(statSync(folder).mode & 0o777).toBe(0o755)
  })

  test('never shows the data of one account to another', () => {
    const store = begin('one')
    save(store, ['a'])
    store.saveListing({ language: 'en-US', fetchedAtMs: NOW, regions: [{ regionId: 'r', localName: 'n' }] })
    const other = reopened('two')
    expect([other.loadSnapshots(), other.loadListings(), other.loadChanges()]).toEqual([[], [], []])
    expect(reopened('one').loadSnapshots()).toHaveLength(1)
  })

  test('remembers recent calls, including one in flight when the process ended', () => {
    const calls = (seconds: number, owner = 'one') => reopened(owner, NOW + seconds * 1000).callHistory
    const first = calls(0)
    first.recordStart('ListImages', 'operator', NOW)(NOW + 2000)
    first.recordStart('ListRegions', 'view', NOW)(NOW + 3000)
    first.recordStart('ListImages', 'sweep', NOW + 4000)
    const known = [
      { priority: 'operator', endedAtMs: NOW + 2000 },
      { priority: 'sweep', endedAtMs: NOW + 7000 },
    ]
    expect(calls(7).recentCalls('ListImages')).toEqual(known)
    expect(calls(8).recentCalls('ListImages')).toEqual(known)
    expect(calls(8, 'two').recentCalls('ListImages')).toEqual([])
    // The clock may be set back; and after five minutes no rate limit counts these calls any more.
    expect(
      calls(1)
        .recentCalls('ListImages')
        .map(({ endedAtMs }) => endedAtMs),
    ).toEqual([NOW + 1000, NOW + 1000])
    expect(calls(302).recentCalls('ListImages')).toEqual([])
  })

  test('remembers until when the upstream asked us to pause', () => {
    const calls = (owner = 'one') => reopened(owner, NOW).callHistory
    const first = calls()
    expect(first.pausedUntilMs('ListImages')).toBeNull()
    first.pauseUntil('ListImages', NOW + 1000)
    first.pauseUntil('ListImages', NOW + 60_000)
    expect(calls().pausedUntilMs('ListImages')).toBe(NOW + 60_000)
    expect(calls().pausedUntilMs('ListRegions')).toBeNull()
    expect(calls('two').pausedUntilMs('ListImages')).toBeNull()
  })

  test('keeps region listings by language', () => {
    const listing = {
      language: 'zh-CN',
      fetchedAtMs: NOW,
      regions: [{ regionId: 'cn-hangzhou', localName: '杭州' }],
    }
    begin().saveListing(listing)
    expect(reopened().loadListings()).toEqual([listing])
  })

  test('deletes accounts unused for the retention time', () => {
    save(begin('one'), ['a'])
    reopened('two', NOW + 366 * DAY_MS)
    expect(reopened('one', NOW + 366 * DAY_MS).loadSnapshots()).toEqual([])
  })

  test('limits changes by age and by number', () => {
    const change = (at: number) =>
      toChanges([{ kind: 'added', after: listedImage(`${at}`) }], 'cn-hangzhou', new Date(at).toISOString())
    const store = begin()
    const snapshot = save(store, ['a'])
    const changes = Array.from({ length: 15 }, (_, day) => change(NOW + day * DAY_MS)).flat()
    store.saveSnapshot(snapshot, { changed: [], expired: [] }, changes)
    expect(store.loadChanges()).toEqual(changes.slice(5))
    expect(reopened('one', NOW + (365 + 12) * DAY_MS).loadChanges()).toEqual(changes.slice(12))
  })

  test('writes a single row when a refresh finds no changes', () => {
    const store = begin()
    const first = save(store, ['a', 'b'])
    const second = save(store, ['a', 'b'], first, NOW + 1000)
    expect(changedRows(first, second)).toEqual({ changed: [], expired: [] })
    expect(reopened().loadSnapshots()).toEqual([stored(second)])
  })

  test('deletes images removed longer ago than the retention time', () => {
    const store = begin()
    const first = save(store, ['a', 'b'])
    const second = save(store, ['a'], first, NOW + DAY_MS)
    expect(second.gone.map(({ imageId }) => imageId)).toEqual(['b'])
    const listing = { images: [listedImage('a')], dropped: 0, requestId: null }
    const moment = { fetchedAtMs: NOW + 9 * DAY_MS, takenAtMs: 6, forgetBeforeMs: NOW + DAY_MS }
    const third = nextSnapshot('cn-hangzhou', second, listing, moment)
    store.saveSnapshot(third, changedRows(second, third), [])
    expect(reopened().loadSnapshots()).toMatchObject([{ images: [{ imageId: 'a' }], gone: [] }])
  })
})

describe('an unusable file', () => {
  const file = () => path.join(folder, 'catalogue.sqlite')
  const setAside = () => readdirSync(folder).filter((name) => name.includes('set-aside'))

  /** Writes a good file, closes it and damages it. */
  function damage(how: () => void) {
    save(
      begin(),
      Array.from({ length: 300 }, (_, index) => `image-${index}`),
    )
    for (const store of open.splice(0)) store.close()
    how()
  }

  const alter = (sql: string) => () => {
    const db = new DatabaseSync(file())
    db.exec(sql)
    db.close()
  }

  test.each([
    ['is not a database', 'corrupt', () => writeFileSync(file(), 'not a database at all'.repeat(400))],
    ['is truncated', 'corrupt', () => truncateSync(file(), 9000)],
    ['is truncated within its header', 'corrupt', () => truncateSync(file(), 60)],
    [
      'has garbage in the middle',
      'corrupt',
      () => {
        const bytes = readFileSync(file())
        bytes.fill(0xa5, 8192, 8192 + 12_288)
        writeFileSync(file(), bytes)
      },
    ],
    ['belongs to another program', 'foreign', () => (rmSync(file()), alter('CREATE TABLE theirs (a)')())],
    ['has a later version', 'foreign', alter('PRAGMA user_version = 99')],
    [
      'claims to be ours but has other tables',
      'foreign',
      alter('DROP TABLE images; CREATE TABLE images (a)'),
    ],
    ['lacks a table', 'foreign', alter('DROP TABLE changes')],
  ])('that %s is quarantined with reason and time, and replaced', (_, reason, how) => {
    damage(how)
    const store = begin()
    expect(store.loadSnapshots()).toEqual([])
    expect(store.facts().kind).toBe('file')
    expect(store.facts().setAside).toMatch(/corrupt|not a database|malformed|belongs|later|tables/)
    expect(setAside()).toEqual([`catalogue.sqlite.set-aside-2026-11-01T00-00-00-000Z-${reason}`])
    const snapshot = save(store, ['new'])
    const next = reopened()
    expect(next.loadSnapshots()).toEqual([stored(snapshot)])
    expect(next.facts().setAside).toBeNull()
  })

  test('is quarantined with its journal, so that it is not replayed into the next file', () => {
    mkdirSync(folder)
    for (const suffix of ['', '-wal', '-journal']) writeFileSync(file() + suffix, '')
    quarantine(file(), 'corrupt', NOW)
    const name = 'catalogue.sqlite.set-aside-2026-11-01T00-00-00-000Z-corrupt'
    expect(readdirSync(folder).toSorted()).toEqual([name, `${name}-journal`, `${name}-wal`])
  })

  test('leaves only the latest three quarantined files behind', () => {
    for (let day = 0; day < 5; day += 1) {
      damage(() => writeFileSync(file(), 'not a database'))
      begin('one', NOW + day * DAY_MS)
      for (const store of open.splice(0)) store.close()
    }
    expect(setAside().map((name) => name.slice(27, 37))).toEqual(['2026-11-03', '2026-11-04', '2026-11-05'])
  })

  test('that another process holds is left alone, and the store falls back to memory', () => {
    save(begin(), ['a'])
    const second = openStore(folder, 'one', RETENTION, NOW)
    expect(second.facts().kind).toBe('memory')
    expect(second.facts().setAside).toContain('locked')
    second.close()
    expect(reopened().loadSnapshots()).toHaveLength(1)
  })

  test('that is a folder, or in a folder that is a file, makes the store fall back to memory', () => {
    mkdirSync(file(), { recursive: true })
    expect(begin().facts().kind).toBe('memory')
    folder = path.join(parent, 'taken')
    writeFileSync(folder, '')
    expect(begin().facts().kind).toBe('memory')
  })

  test('with one unreadable change keeps the others', () => {
    const store = begin()
    const snapshot = save(store, ['a'])
    const at = new Date(NOW).toISOString()
    const changes = toChanges(
      [listedImage('a'), listedImage('b')].map((after) => ({ kind: 'added', after })),
      'cn-hangzhou',
      at,
    )
    store.saveSnapshot(snapshot, { changed: [], expired: [] }, changes)
    close(store)
    alter(`UPDATE changes SET body = '{' WHERE id = '${changes[0]?.id}'`)()
    expect(begin().loadChanges()).toEqual(changes.slice(1))
  })
})

describe('an existing file', () => {
  test('of an older version is migrated without loss', () => {
    const store = begin()
    const snapshot = save(store, ['a', 'b'])
    close(store)
    const db = new DatabaseSync(path.join(folder, 'catalogue.sqlite'))
    db.exec(
      'DROP TABLE pauses; DROP TABLE calls; DROP INDEX changes_by_time; DROP TABLE owners; PRAGMA user_version = 1',
    )
    db.close()
    const copy = path.join(parent, 'version-1.sqlite')
    copyFileSync(path.join(folder, 'catalogue.sqlite'), copy)
    const forward = begin()
    expect(forward.facts()).toMatchObject({ schemaVersion: 4, setAside: null })
    expect(forward.loadSnapshots()).toEqual([stored(snapshot)])
  })

  /** Written by the commit before the store's code moved to this folder, by two reads of a region and one of another. */
  const FIXTURE = readFileSync(path.join(import.meta.dirname, 'schema-4.fixture.sql'), 'utf8')

  test('of version 4 opens unchanged', () => {
    mkdirSync(folder)
    const file = path.join(folder, 'catalogue.sqlite')
    inDatabase(file, (db) => db.exec(FIXTURE))
    const before = inDatabase(file, contentOf)
    const store = begin('fixture-owner', NOW + 21_000)
    expect(store.facts()).toMatchObject({ kind: 'file', schemaVersion: 4, setAside: null })
    expect(store.loadSnapshots()).toMatchObject([
      {
        regionId: 'cn-hangzhou',
        fetchedAtMs: NOW + 20_000,
        requestId: 'R-3',
        version: 'IAnFVjogWIqumxUO',
        images: [
          {
            imageId: 'm-wordpress',
            imageName: 'WordPress-6.9',
            description: 'it\'s "quoted", 宝塔\nsecond line',
            firstSeenAt: '2026-11-01T00:00:00.000Z',
            lastSeenAt: '2026-11-01T00:00:20.000Z',
            state: 'current',
          },
          { imageId: 'm-docker-new', firstSeenAt: '2026-11-01T00:00:20.000Z' },
          { imageId: 'm-debian', imageType: 'system' },
          { imageId: 'm-windows', platform: 'Windows', lastSeenAt: '2026-11-01T00:00:20.000Z' },
        ],
        gone: [{ imageId: 'm-docker', lastSeenAt: '2026-11-01T00:00:00.000Z', state: 'gone' }],
      },
      { regionId: 'us-west-1', images: [{ imageId: 'us-west-1-1' }, { imageId: 'us-west-1-2' }], gone: [] },
    ])
    expect(store.loadChanges()).toMatchObject([
      { kind: 'replaced', imageId: 'm-docker', candidates: [{ imageId: 'm-docker-new' }] },
      { kind: 'renamed', imageId: 'm-wordpress', before: 'WordPress-6.8.3' },
      { kind: 'added', imageId: 'm-docker-new' },
      { kind: 'described', imageId: 'm-debian', before: '' },
    ])
    expect(store.loadListings().map(({ language }) => language)).toEqual(['en-US', 'zh-CN'])
    expect(store.callHistory.recentCalls('ListRegions')).toEqual([{ priority: 'view', endedAtMs: NOW + 300 }])
    expect(store.callHistory.pausedUntilMs('ListImages')).toBe(NOW + 60_000)
    close(store)
    expect(inDatabase(file, contentOf)).toEqual(before)
  })

  function inDatabase<T>(file: string, run: (db: DatabaseSync) => T): T {
    const db = new DatabaseSync(file)
    try {
      return run(db)
    } finally {
      db.close()
    }
  }

  /** The schema, and every row of the tables that opening a store does not touch. */
  function contentOf(db: DatabaseSync) {
    return [
      'SELECT * FROM sqlite_schema',
      ...['snapshots', 'images', 'changes', 'listings', 'pauses'].map((table) => `SELECT * FROM ${table}`),
      'PRAGMA application_id',
      'PRAGMA user_version',
    ].map((sql) => db.prepare(sql).all())
  }
})
