import type { DatabaseSync } from 'node:sqlite'

import * as v from 'valibot'

import type { Priority } from '../cloud.ts'

/** Calls of the cloud that were made a short while ago, over restarts. Times are of the wall clock. */
export type SpentCalls = {
  /** The latest calls of an operation that earlier processes made. */
  past(operation: string): { priority: Priority; endedAtMs: number }[]
  /** Notes a call before it is made; the function that is given back notes its end. */
  begin(operation: string, priority: Priority, atMs: number): (endedAtMs: number) => void
  /** Until when the cloud asked for a rest of this operation; null where it never did. */
  closedUntilMs(operation: string): number | null
  /** Notes that it did. */
  close(operation: string, untilMs: number): void
}

/** Longer than any upstream counts calls. */
const KEPT_MS = 300_000

/**
 * The calls of one account. One that had no end was under way when its process died: it ended now at the latest; and so
 * did one that seems to end in the future, since the clock was set back.
 */
export function createSpentCalls(db: DatabaseSync, owner: string, wallMs: number): SpentCalls {
  db.prepare('UPDATE calls SET ended_at_ms = min(ifnull(ended_at_ms, ?1), ?1)').run(wallMs)
  const past = db.prepare('SELECT priority, ended_at_ms FROM calls WHERE owner = ? AND operation = ?')
  const add = db.prepare('INSERT INTO calls (owner, operation, priority) VALUES (?, ?, ?)')
  const end = db.prepare('UPDATE calls SET ended_at_ms = ? WHERE id = ?')
  const forget = db.prepare('DELETE FROM calls WHERE ended_at_ms < ?')
  forget.run(wallMs - KEPT_MS)
  const pause = db.prepare('SELECT until_ms FROM pauses WHERE owner = ? AND operation = ?')
  const putPause = db.prepare('INSERT OR REPLACE INTO pauses VALUES (?, ?, ?)')

  return {
    past: (operation) => past.all(owner, operation).map((row) => parseCall(row)),
    begin: (operation, priority, atMs) => {
      if (!db.isOpen) return () => {}
      forget.run(atMs - KEPT_MS)
      const { lastInsertRowid } = add.run(owner, operation, priority)
      return (endedAtMs) => {
        if (db.isOpen) end.run(endedAtMs, lastInsertRowid)
      }
    },
    closedUntilMs: (operation) => {
      const untilMs = pause.get(owner, operation)?.['until_ms']
      return typeof untilMs === 'number' ? untilMs : null
    },
    close: (operation, untilMs) => db.isOpen && void putPause.run(owner, operation, Math.ceil(untilMs)),
  }
}

const callRow = v.object({
  priority: v.fallback(v.picklist(['operator', 'view', 'sweep']), 'operator'),
  ended_at_ms: v.number(),
})

function parseCall(row: unknown) {
  const { priority, ended_at_ms } = v.parse(callRow, row)
  return { priority, endedAtMs: ended_at_ms }
}
