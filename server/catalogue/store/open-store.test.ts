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

import { toChanges } from '../changes.ts'
import type { CloudImage } from '../cloud.ts'
import { changedRows, nextSnapshot, type Snapshot } from '../snapshot.ts'
import { openStore } from './open-store.ts'
import { setAside as moveAside } from './quarantine.ts'
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

const cloudImage = (imageId: string): CloudImage => ({
  imageId,
  imageName: `名 ${imageId}`,
  imageType: 'app',
  platform: 'Linux',
  description: 'it\'s \u0000 "quoted" 🙂',
})

function snapshotOf(imageIds: string[], previous: Snapshot | null = null, fetchedAtMs = NOW): Snapshot {
  const listing = { images: imageIds.map(cloudImage), dropped: 1, requestId: 'R-1' }
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

/** What a process would find that starts now. */
function reopened(owner = 'one', wallMs = NOW, retention = RETENTION): Store {
  for (const store of open.splice(0)) store.close()
  return begin(owner, wallMs, retention)
}

function stored(snapshot: Snapshot): StoredSnapshot {
  const { takenAtMs, ...rest } = snapshot
  expect(takenAtMs).toBe(5)
  return rest
}

describe('the durable copy', () => {
  test('gives back what it was given, gone images and order included', () => {
    const store = begin()
    const first = save(store, ['c', 'a', 'b', 'd'])
    const second = save(store, ['b', 'e', 'a'], first, NOW + 1000)
    expect(reopened().loadSnapshots()).toEqual([stored(second)])
  })

  test('is for its owner alone', () => {
    save(begin(), ['a'])
    const modes = [folder, ...readdirSync(folder).map((name) => path.join(folder, name))].map(
      (place) => statSync(place).mode & 0o777,
    )
    expect(modes).toEqual([0o700, ...modes.slice(1).map(() => 0o600)])
  })

  test('leaves the rights of a folder alone that holds other things', () => {
    mkdirSync(folder)
    writeFileSync(path.join(folder, 'notes.txt'), '')
    chmodSync(folder, 0o755)
    begin()
    expect(statSync(folder).mode & 0o777).toBe(0o755)
  })

  test('never shows the data of one account under the keys of another', () => {
    const store = begin('one')
    save(store, ['a'])
    store.saveListing({ language: 'en-US', fetchedAtMs: NOW, regions: [{ regionId: 'r', localName: 'n' }] })
    const other = reopened('two')
    expect([other.loadSnapshots(), other.loadListings(), other.loadChanges()]).toEqual([[], [], []])
    expect(reopened('one').loadSnapshots()).toHaveLength(1)
  })

  test('knows the calls that were made a short while ago, and one that was under way when it ended', () => {
    const calls = (seconds: number, owner = 'one') => reopened(owner, NOW + seconds * 1000).spentCalls
    const first = calls(0)
    first.begin('ListImages', 'operator', NOW)(NOW + 2000)
    first.begin('ListRegions', 'view', NOW)(NOW + 3000)
    first.begin('ListImages', 'sweep', NOW + 4000)
    const known = [
      { priority: 'operator', endedAtMs: NOW + 2000 },
      { priority: 'sweep', endedAtMs: NOW + 7000 },
    ]
    expect(calls(7).past('ListImages')).toEqual(known)
    expect(calls(8).past('ListImages')).toEqual(known)
    expect(calls(8, 'two').past('ListImages')).toEqual([])
    // Five minutes later nobody counts them any more; before that the clock may have been set back.
    expect(
      calls(1)
        .past('ListImages')
        .map(({ endedAtMs }) => endedAtMs),
    ).toEqual([NOW + 1000, NOW + 1000])
    expect(calls(302).past('ListImages')).toEqual([])
  })

  test('knows until when the upstream asked for a rest', () => {
    const calls = (owner = 'one') => reopened(owner, NOW).spentCalls
    const first = calls()
    expect(first.closedUntilMs('ListImages')).toBeNull()
    first.close('ListImages', NOW + 1000)
    first.close('ListImages', NOW + 60_000)
    expect(calls().closedUntilMs('ListImages')).toBe(NOW + 60_000)
    expect(calls().closedUntilMs('ListRegions')).toBeNull()
    expect(calls('two').closedUntilMs('ListImages')).toBeNull()
  })

  test('keeps the listings of regions by language', () => {
    const listing = {
      language: 'zh-CN',
      fetchedAtMs: NOW,
      regions: [{ regionId: 'cn-hangzhou', localName: '杭州' }],
    }
    begin().saveListing(listing)
    expect(reopened().loadListings()).toEqual([listing])
  })

  test('forgets accounts that nobody used for longer than anything is kept', () => {
    save(begin('one'), ['a'])
    reopened('two', NOW + 366 * DAY_MS)
    expect(reopened('one', NOW + 366 * DAY_MS).loadSnapshots()).toEqual([])
  })

  test('keeps changes for so many days, and only so many', () => {
    const change = (at: number) =>
      toChanges([{ kind: 'added', after: cloudImage(`${at}`) }], 'cn-hangzhou', new Date(at).toISOString())
    const store = begin()
    const snapshot = save(store, ['a'])
    const changes = Array.from({ length: 15 }, (_, day) => change(NOW + day * DAY_MS)).flat()
    store.saveSnapshot(snapshot, { changed: [], forgotten: [] }, changes)
    expect(store.loadChanges()).toEqual(changes.slice(5))
    expect(reopened('one', NOW + (365 + 12) * DAY_MS).loadChanges()).toEqual(changes.slice(12))
  })

  test('writes one row where a refresh brought no news', () => {
    const store = begin()
    const first = save(store, ['a', 'b'])
    const second = save(store, ['a', 'b'], first, NOW + 1000)
    expect(changedRows(first, second)).toEqual({ changed: [], forgotten: [] })
    expect(reopened().loadSnapshots()).toEqual([stored(second)])
  })

  test('forgets what was gone for too long', () => {
    const store = begin()
    const first = save(store, ['a', 'b'])
    const second = save(store, ['a'], first, NOW + DAY_MS)
    expect(second.gone.map(({ imageId }) => imageId)).toEqual(['b'])
    const listing = { images: [cloudImage('a')], dropped: 0, requestId: null }
    const moment = { fetchedAtMs: NOW + 9 * DAY_MS, takenAtMs: 6, forgetBeforeMs: NOW + DAY_MS }
    const third = nextSnapshot('cn-hangzhou', second, listing, moment)
    store.saveSnapshot(third, changedRows(second, third), [])
    expect(reopened().loadSnapshots()).toMatchObject([{ images: [{ imageId: 'a' }], gone: [] }])
  })
})

describe('a file that cannot be used', () => {
  const file = () => path.join(folder, 'catalogue.sqlite')
  const setAside = () => readdirSync(folder).filter((name) => name.includes('set-aside'))

  /** A good file, closed, and then spoilt. */
  function spoil(how: () => void) {
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
    ['is no database', 'corrupt', () => writeFileSync(file(), 'no database at all'.repeat(400))],
    ['is cut off', 'corrupt', () => truncateSync(file(), 9000)],
    ['is cut off within its head', 'corrupt', () => truncateSync(file(), 60)],
    [
      'has garbage in the middle',
      'corrupt',
      () => {
        const bytes = readFileSync(file())
        bytes.fill(0xa5, 8192, 8192 + 12_288)
        writeFileSync(file(), bytes)
      },
    ],
    ['is of another program', 'foreign', () => (rmSync(file()), alter('CREATE TABLE theirs (a)')())],
    ['is of a later version', 'foreign', alter('PRAGMA user_version = 99')],
    ['says it is ours, and has other tables', 'foreign', alter('DROP TABLE images; CREATE TABLE images (a)')],
    ['lacks a table', 'foreign', alter('DROP TABLE changes')],
  ])('%s: it is set aside with reason and time, and a new one is begun', (_, reason, how) => {
    spoil(how)
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

  test('takes the log that belongs to it along, so that it is not played into the next one', () => {
    mkdirSync(folder)
    for (const suffix of ['', '-wal', '-journal']) writeFileSync(file() + suffix, '')
    moveAside(file(), 'corrupt', NOW)
    const name = 'catalogue.sqlite.set-aside-2026-11-01T00-00-00-000Z-corrupt'
    expect(readdirSync(folder).toSorted()).toEqual([name, `${name}-journal`, `${name}-wal`])
  })

  test('leaves at most three files behind, the latest ones', () => {
    for (let day = 0; day < 5; day += 1) {
      spoil(() => writeFileSync(file(), 'no database'))
      begin('one', NOW + day * DAY_MS)
      for (const store of open.splice(0)) store.close()
    }
    expect(setAside().map((name) => name.slice(27, 37))).toEqual(['2026-11-03', '2026-11-04', '2026-11-05'])
  })

  test('is in use by another process: it is left alone, and memory has to do', () => {
    save(begin(), ['a'])
    const second = openStore(folder, 'one', RETENTION, NOW)
    expect(second.facts().kind).toBe('memory')
    expect(second.facts().setAside).toContain('locked')
    second.close()
    expect(reopened().loadSnapshots()).toHaveLength(1)
  })

  test('is a folder, or its folder a file: memory has to do', () => {
    mkdirSync(file(), { recursive: true })
    expect(begin().facts().kind).toBe('memory')
    folder = path.join(parent, 'taken')
    writeFileSync(folder, '')
    expect(begin().facts().kind).toBe('memory')
  })

  test('has one change that cannot be read: the others are kept', () => {
    const store = begin()
    const snapshot = save(store, ['a'])
    const at = new Date(NOW).toISOString()
    const changes = toChanges(
      [cloudImage('a'), cloudImage('b')].map((after) => ({ kind: 'added', after })),
      'cn-hangzhou',
      at,
    )
    store.saveSnapshot(snapshot, { changed: [], forgotten: [] }, changes)
    close(store)
    alter(`UPDATE changes SET body = '{' WHERE id = '${changes[0]?.id}'`)()
    expect(begin().loadChanges()).toEqual(changes.slice(1))
  })
})

describe('a file of an older version', () => {
  test('is brought forward with all that it holds', () => {
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
})
