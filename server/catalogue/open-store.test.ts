import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { diffImages, toChanges } from './changes.ts'
import type { CloudImage } from './cloud.ts'
import { openStore } from './open-store.ts'
import { changedRows, nextSnapshot, type Snapshot } from './snapshot.ts'
import type { Store } from './store.ts'

const DAY_MS = 86_400_000
const START_MS = Date.UTC(2026, 10, 1)
let folder = ''
const open: Store[] = []

beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'store-')), 'data')
})
afterEach(() => {
  for (const store of open.splice(0)) store.close()
  rmSync(path.dirname(folder), { recursive: true })
})

function openHere(owner = 'owner', retention = { days: 365, changes: 1000 }): Store {
  const store = openStore(folder, owner, retention, START_MS)
  open.push(store)
  return store
}

/** Ends the store as a process that ends would. */
function closeAll() {
  for (const store of open.splice(0)) store.close()
}

const image = (imageId: string, imageName = 'Docker-26.1.3'): CloudImage => ({
  imageId,
  imageName,
  imageType: 'app',
  platform: 'Linux',
  description: '描述',
})

function take(store: Store, previous: Snapshot | null, images: CloudImage[], fetchedAtMs: number): Snapshot {
  const listing = { images, dropped: 1, requestId: 'R-1' }
  const moment = { fetchedAtMs, takenAtMs: 0, forgetBeforeMs: fetchedAtMs - 365 * DAY_MS }
  const next = nextSnapshot('cn-hangzhou', previous, listing, moment)
  const events = previous === null ? [] : diffImages(previous.images, images)
  const changes = toChanges(events, 'cn-hangzhou', new Date(fetchedAtMs).toISOString())
  store.saveSnapshot(next, changedRows(previous, next), changes)
  return next
}

describe('the store', () => {
  test('gives back after a restart what was saved, in its order', () => {
    const store = openHere()
    const first = take(store, null, [image('b'), image('a')], START_MS)
    const second = take(store, first, [image('c'), image('a')], START_MS + DAY_MS)
    closeAll()
    const [loaded] = openHere().loadSnapshots()
    const { takenAtMs: _, ...saved } = second
    expect(loaded).toEqual(saved)
    expect(open[0]?.loadChanges().map(({ kind, imageId }) => [kind, imageId])).toEqual([
      ['replaced', 'b'],
      ['added', 'c'],
    ])
  })

  test('never shows the data of other credentials', () => {
    take(openHere('one'), null, [image('a')], START_MS)
    closeAll()
    const other = openHere('another')
    expect([other.loadSnapshots(), other.loadChanges(), other.loadListings()]).toEqual([[], [], []])
  })

  test('keeps to its owner on the disk as well: folder 0700, file 0600', () => {
    openHere()
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(statSync(path.join(folder, 'catalogue.sqlite')).mode & 0o777).toBe(0o600)
  })

  test('keeps listings of regions by language', () => {
    const listing = {
      language: 'zh-CN',
      fetchedAtMs: START_MS,
      regions: [{ regionId: 'a', localName: '杭州' }],
    }
    openHere().saveListing(listing)
    closeAll()
    expect(openHere().loadListings()).toEqual([listing])
  })

  test('forgets changes beyond its bound, the oldest first', () => {
    const store = openHere('owner', { days: 365, changes: 3 })
    let last = take(store, null, [image('0')], START_MS)
    for (let day = 1; day < 5; day += 1) last = take(store, last, [image(`${day}`)], START_MS + day * DAY_MS)
    expect(store.loadChanges().map(({ imageId }) => imageId)).toEqual(['3', '3', '4'].toSorted())
  })
})

describe('a file that cannot be used is set aside, and a new one begun', () => {
  const file = () => path.join(folder, 'catalogue.sqlite')
  const damages: [string, () => void][] = [
    ['that is no database', () => writeFileSync(file(), 'not a database at all, but some text')],
    [
      'of another program',
      () => new DatabaseSync(file()).exec('DROP TABLE snapshots; PRAGMA application_id = 7'),
    ],
    ['of a later version', () => new DatabaseSync(file()).exec('PRAGMA user_version = 99')],
    [
      'that is damaged in the middle',
      () => {
        const size = statSync(file()).size
        writeFileSync(file(), Buffer.alloc(size - 4096, 0x5a), { flag: 'r+' })
      },
    ],
  ]

  test.each(damages)('%s', (_, damage) => {
    take(openHere(), null, [image('a')], START_MS)
    closeAll()
    damage()
    const store = openHere()
    expect(store.facts().setAside).toMatch(/./)
    expect(store.loadSnapshots()).toEqual([])
    expect(readdirSync(folder).filter((name) => name.includes('set-aside'))).toHaveLength(1)
    take(store, null, [image('b')], START_MS)
    closeAll()
    expect(openHere().loadSnapshots()).toHaveLength(1)
  })
})
