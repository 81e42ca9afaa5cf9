import type { Timers } from '../../clock.ts'
import type { Records } from '../region-cache.ts'
import type { RegionList } from '../regions.ts'
import type { Filler } from './refresh-queue.ts'
import type { Refresher } from './refresher.ts'

/** The refresh in the background: whatever is due is read, the oldest first. */
export type Sweep = { start(): void; close(): void }

const LOOK_EVERY_MS = 5_000

type Options = {
  /** The regions to keep fresh. */
  list: RegionList
  records: Records
  refresher: Refresher
  filler: Filler
  timers: Timers
  random: () => number
}

/** Looks every 5 s, a little sooner or later, for what is due; the filler reads one at a time, and keeps to the quota. */
export function createSweep({ list, records, refresher, filler, timers, random }: Options): Sweep {
  let cancel = () => {}

  const takenAtMs = (regionId: string) => records.of(regionId).snapshot?.takenAtMs ?? -Infinity

  function look() {
    cancel = timers.after(LOOK_EVERY_MS * (0.9 + random() * 0.2), look)
    list.whenKnown(wantDue)
  }

  function wantDue() {
    const due = list
      .ids()
      .filter((regionId) => refresher.dueInMs(regionId, 'many') === 0)
      .toSorted((one, other) => compare(takenAtMs(one), takenAtMs(other)))
    filler.want(due)
  }

  return { start: look, close: () => cancel() }
}

/** Two regions that were never read are alike, where their difference would be no number. */
function compare(one: number, other: number): number {
  return one === other ? 0 : one - other
}
