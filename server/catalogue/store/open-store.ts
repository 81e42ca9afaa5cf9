import { chmodSync, closeSync, mkdirSync, openSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { ForeignFileError, migrate } from './migrations.ts'
import { setAside, STORE_FILE } from './quarantine.ts'
import { createStore, type Retention, type Store } from './store.ts'

/**
 * Opens the store of an account in a folder, which is made where it is missing; null keeps everything in memory.
 * It never fails: a file that cannot be read is set aside under a name that says why and when, and a new one is begun;
 * where no file can be had at all, as in a folder that is read-only or in use by another process, memory has to do.
 * @param owner the fingerprint of the credentials: what is kept for one is never read for another
 */
export function openStore(folder: string | null, owner: string, retention: Retention, wallMs: number): Store {
  const options = { owner, retention, wallMs }
  if (folder === null) return createStore(openMemory(), { ...options, kind: 'memory', setAside: null })
  const file = path.join(folder, STORE_FILE)
  try {
    makePrivate(folder)
    return open(file, null)
  } catch (error) {
    return isFileAtFault(error) ? beginAnew(error) : inMemory(error)
  }

  function open(place: string, reason: string | null): Store {
    const db = openFile(place)
    try {
      return createStore(db, { ...options, kind: 'file', setAside: reason })
    } catch (error) {
      db.close()
      throw error
    }
  }

  function beginAnew(cause: unknown): Store {
    try {
      setAside(file, cause instanceof ForeignFileError ? 'foreign' : 'corrupt', wallMs)
      return open(file, messageOf(cause))
    } catch (error) {
      return inMemory(error)
    }
  }

  function inMemory(cause: unknown): Store {
    const reason = `kept in memory only: ${messageOf(cause)}`
    return createStore(openMemory(), { ...options, kind: 'memory', setAside: reason })
  }
}

function openMemory(): DatabaseSync {
  const db = new DatabaseSync(':memory:')
  migrate(db)
  return db
}

/** How long another process may take to let go of the file, as one that is just being replaced does. */
const BUSY_MS = 1000

function openFile(file: string): DatabaseSync {
  // Made before SQLite makes it, so that it is private from its first moment.
  closeSync(openSync(file, 'a', 0o600))
  chmodSync(file, 0o600)
  const db = new DatabaseSync(file, { timeout: BUSY_MS })
  try {
    // A write-ahead log lets a commit return without waiting for the disk, which would hold up every request: after a
    // crash of the process nothing is lost, after one of the machine perhaps the newest snapshots, never half of one.
    // One process holds the file: two would mix their snapshots.
    db.exec(`PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
      PRAGMA journal_size_limit = 4194304; PRAGMA secure_delete = ON`)
    const check = db.prepare('PRAGMA quick_check(1)').get()?.['quick_check']
    if (check !== 'ok') throw new CorruptFileError('it is corrupt')
    migrate(db)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

class CorruptFileError extends Error {
  override name = 'CorruptFileError'
}

// https://www.sqlite.org/rescode.html: SQLITE_ERROR (as for a table that is not there), SQLITE_CORRUPT, SQLITE_NOTADB.
const FAULTS_OF_THE_FILE = new Set<unknown>([1, 11, 26])

/** Whether another file would serve. Anything else is the fault of the disk, the rights or another process. */
function isFileAtFault(error: unknown): boolean {
  if (error instanceof CorruptFileError || error instanceof ForeignFileError) return true
  // The low byte; the rest says more precisely what went wrong.
  return error instanceof Error && 'errcode' in error && FAULTS_OF_THE_FILE.has(Number(error.errcode) & 0xff)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown'
}

/** Makes the folder for its owner alone. One that holds anything else than the store is left as it is. */
function makePrivate(folder: string) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const isOurs = readdirSync(folder).every((name) => name.startsWith(STORE_FILE))
  if (isOurs) chmodSync(folder, 0o700)
}
