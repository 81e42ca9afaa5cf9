import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { ForeignFileError, migrate } from './migrations.ts'
import { createStore, type Retention, type Store } from './store.ts'

const STORE_FILE = 'catalogue.sqlite'

/**
 * Opens an account's store in a folder, creating the folder if needed. With a null folder the store lives in memory.
 * Opening never fails. An unusable file is quarantined and replaced by a new one. If no file can be opened at all, for
 * example because the folder is read-only or another process holds the file, the store falls back to memory.
 * @param owner the fingerprint of the credentials; data of one owner is never read for another
 */
export function openStore(folder: string | null, owner: string, retention: Retention, wallMs: number): Store {
  const options = { owner, retention, wallMs }
  if (folder === null) return createStore(openMemory(), { ...options, kind: 'memory', setAside: null })
  const file = path.join(folder, STORE_FILE)
  try {
    makePrivate(folder)
    return open(null)
  } catch (error) {
    return isFileAtFault(error) ? replaceFile(error) : fallBackToMemory(error)
  }

  function open(reason: string | null): Store {
    const db = openFile(file)
    try {
      return createStore(db, { ...options, kind: 'file', setAside: reason })
    } catch (error) {
      db.close()
      throw error
    }
  }

  function replaceFile(cause: unknown): Store {
    try {
      quarantine(file, cause instanceof ForeignFileError ? 'foreign' : 'corrupt', wallMs)
      return open(messageOf(cause))
    } catch (error) {
      return fallBackToMemory(error)
    }
  }

  function fallBackToMemory(cause: unknown): Store {
    const reason = `kept in memory only: ${messageOf(cause)}`
    return createStore(openMemory(), { ...options, kind: 'memory', setAside: reason })
  }
}

function openMemory(): DatabaseSync {
  const db = new DatabaseSync(':memory:')
  migrate(db)
  return db
}

/** How long to wait for another process to release the file, as one that is being replaced does. */
const BUSY_TIMEOUT_MS = 1000

function openFile(file: string): DatabaseSync {
  // Created before SQLite opens it, so that it is never readable by others.
  closeSync(openSync(file, 'a', 0o600))
  chmodSync(file, 0o600)
  const db = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS })
  try {
    // With a write-ahead log, commits don't wait for the disk, which would block every request. A crash of the process
    // loses nothing; a crash of the machine may lose the newest snapshots, but never leaves half of one.
    // The lock is exclusive: two processes would mix their snapshots.
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

// https://www.sqlite.org/rescode.html: SQLITE_ERROR (a missing table, for example), SQLITE_CORRUPT, SQLITE_NOTADB.
const FILE_ERROR_CODES = new Set<unknown>([1, 11, 26])

/** Whether a new file would help. Otherwise the disk, the permissions or another process is at fault. */
function isFileAtFault(error: unknown): boolean {
  if (error instanceof CorruptFileError || error instanceof ForeignFileError) return true
  // The low byte is the primary result code.
  return error instanceof Error && 'errcode' in error && FILE_ERROR_CODES.has(Number(error.errcode) & 0xff)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown'
}

/** Makes the folder private to its owner, unless it holds files other than the store's. */
function makePrivate(folder: string) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const isOurs = readdirSync(folder).every((name) => name.startsWith(STORE_FILE))
  if (isOurs) chmodSync(folder, 0o700)
}

/** The files of a SQLite database. A journal left behind would be replayed into the next database. */
const DATABASE_SUFFIXES = ['', '-journal', '-wal', '-shm']

const MAX_QUARANTINED_FILES = 3

/** Renames an unusable database, stating when and why, and deletes all but the latest three such files. */
export function quarantine(file: string, reason: 'corrupt' | 'foreign', wallMs: number) {
  const name = `${file}.set-aside-${new Date(wallMs).toISOString().replaceAll(/[:.]/g, '-')}-${reason}`
  for (const suffix of DATABASE_SUFFIXES)
    if (existsSync(file + suffix)) renameSync(file + suffix, name + suffix)
  for (const old of quarantinedFiles(file).slice(MAX_QUARANTINED_FILES))
    for (const suffix of DATABASE_SUFFIXES) rmSync(old + suffix, { force: true })
}

/** Latest first. */
function quarantinedFiles(file: string): string[] {
  const folder = path.dirname(file)
  return readdirSync(folder)
    .filter(
      (name) => name.startsWith(`${path.basename(file)}.set-aside-`) && /-(?:corrupt|foreign)$/.test(name),
    )
    .toSorted()
    .toReversed()
    .map((name) => path.join(folder, name))
}
