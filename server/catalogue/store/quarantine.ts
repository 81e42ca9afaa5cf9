import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'

export const STORE_FILE = 'catalogue.sqlite'

/** Files that SQLite keeps beside a database; one that stayed would be played back into the next database. */
const COMPANIONS = ['', '-journal', '-wal', '-shm']

/** So many files that were set aside are kept. */
const MOST_KEPT = 3

/** Renames a database that cannot be used, with why and when, and deletes the oldest of those renamed before. */
export function setAside(file: string, reason: 'corrupt' | 'foreign', wallMs: number) {
  const name = `${file}.set-aside-${new Date(wallMs).toISOString().replaceAll(/[:.]/g, '-')}-${reason}`
  for (const companion of COMPANIONS)
    if (existsSync(file + companion)) renameSync(file + companion, name + companion)
  for (const old of setAsideBefore(file).slice(MOST_KEPT))
    for (const companion of COMPANIONS) rmSync(old + companion, { force: true })
}

/** The latest first. */
function setAsideBefore(file: string): string[] {
  const folder = path.dirname(file)
  return readdirSync(folder)
    .filter(
      (name) => name.startsWith(`${path.basename(file)}.set-aside-`) && /-(?:corrupt|foreign)$/.test(name),
    )
    .toSorted()
    .toReversed()
    .map((name) => path.join(folder, name))
}
