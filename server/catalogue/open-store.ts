import { chmodSync, existsSync, mkdirSync, renameSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { migrate } from './schema.ts'
import { createStore, type Retention, type Store } from './store.ts'

const FILE = 'catalogue.sqlite'

/**
 * Opens the store of an account in a folder, which is made where it is missing; null keeps everything in memory.
 * A file that cannot be used is set aside under a name that says when, and a new one is begun.
 */
export function openStore(folder: string | null, owner: string, retention: Retention, wallMs: number): Store {
  if (folder === null) {
    const db = new DatabaseSync(':memory:')
    migrate(db)
    return createStore(db, { owner, retention, kind: 'memory', setAside: null })
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  const file = path.join(folder, FILE)
  try {
    return createStore(openFile(file), { owner, retention, kind: 'file', setAside: null })
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown'
    setAside(file, wallMs)
    return createStore(openFile(file), { owner, retention, kind: 'file', setAside: reason })
  }
}

function openFile(file: string): DatabaseSync {
  const db = new DatabaseSync(file)
  try {
    chmodSync(file, 0o600)
    // A rollback journal needs no second file to be whole, and one write in a minute needs no readers beside it.
    db.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON')
    const check = db.prepare('PRAGMA quick_check(1)').get()
    if (check?.['quick_check'] !== 'ok') throw new Error('it is corrupt')
    migrate(db)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function setAside(file: string, wallMs: number) {
  const name = `${file}.set-aside-${new Date(wallMs).toISOString().replaceAll(/[:.]/g, '-')}`
  for (const suffix of ['', '-journal', '-wal', '-shm'])
    if (existsSync(file + suffix)) renameSync(file + suffix, name + suffix)
}
