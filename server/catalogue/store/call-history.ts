import type { DatabaseSync } from 'node:sqlite'

import * as v from 'valibot'

import type { CallHistory } from '../../swas/sliding-window.ts'

/** Longer than the window of any upstream rate limit. */
const RETENTION_MS = 300_000

/**
 * The call history of one account. A call without an end was in flight when its process died, so it ended by now at
 * the latest. The same goes for a call that ends in the future: the clock was set back.
 */
export function createCallHistory(db: DatabaseSync, owner: string, wallMs: number): CallHistory {
  db.prepare('UPDATE calls SET ended_at_ms = min(ifnull(ended_at_ms, ?1), ?1)').run(wallMs)
  const selectCalls = db.prepare('SELECT priority, ended_at_ms FROM calls WHERE owner = ? AND operation = ?')
  const insertCall = db.prepare('INSERT INTO calls (owner, operation, priority) VALUES (?, ?, ?)')
  const endCall = db.prepare('UPDATE calls SET ended_at_ms = ? WHERE id = ?')
  const deleteOldCalls = db.prepare('DELETE FROM calls WHERE ended_at_ms < ?')
  deleteOldCalls.run(wallMs - RETENTION_MS)
  const selectPause = db.prepare('SELECT until_ms FROM pauses WHERE owner = ? AND operation = ?')
  const putPause = db.prepare('INSERT OR REPLACE INTO pauses VALUES (?, ?, ?)')

  return {
    recentCalls: (operation) => selectCalls.all(owner, operation).map((row) => parseCall(row)),
    recordStart: (operation, priority, atMs) => {
      if (!db.isOpen) return () => {}
      deleteOldCalls.run(atMs - RETENTION_MS)
      const { lastInsertRowid } = insertCall.run(owner, operation, priority)
      return (endedAtMs) => {
        if (db.isOpen) endCall.run(endedAtMs, lastInsertRowid)
      }
    },
    pausedUntilMs: (operation) => {
      const untilMs = selectPause.get(owner, operation)?.['until_ms']
      return typeof untilMs === 'number' ? untilMs : null
    },
    pauseUntil: (operation, untilMs) => {
      if (db.isOpen) putPause.run(owner, operation, Math.ceil(untilMs))
    },
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
