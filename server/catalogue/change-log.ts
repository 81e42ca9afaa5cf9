import type { Change } from '#contract/changes.ts'

/** The changes that are known, in memory. */
export type ChangeLog = {
  add(changes: readonly Change[]): void
  /** Newest first; within one snapshot in its order. */
  newestFirst(): readonly Change[]
}

/** Starts with what the store has, oldest first; keeps at most `most`. */
export function createChangeLog(stored: readonly Change[], most: number): ChangeLog {
  let changes = stored.slice(-most)
  let newest: readonly Change[] | undefined
  return {
    add: (more) => {
      if (more.length === 0) return
      changes = [...changes, ...more].slice(-most)
      newest = undefined
    },
    newestFirst: () => (newest ??= changes.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))),
  }
}
