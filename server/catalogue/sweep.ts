import type { Timers } from './clock.ts'
import type { Cloud } from './cloud.ts'
import type { Filler } from './filler.ts'
import type { Records } from './records.ts'
import type { Refresher } from './refresher.ts'

/** The refresh in the background: whatever is due is read, the oldest first. */
export type Sweep = { start(): void; close(): void }

const LOOK_EVERY_MS = 5_000

type Options = {
  cloud: Cloud
  records: Records
  refresher: Refresher
  filler: Filler
  timers: Timers
  random: () => number
}

/** Looks every 5 s, a little sooner or later, for one region that is due; the filler keeps to the quota. */
export function createSweep({ cloud, records, refresher, filler, timers, random }: Options): Sweep {
  let cancel = () => {}

  function look() {
    const due = cloud
      .knownRegions()
      .filter(
        ({ regionId }) => refresher.dueInMs(regionId, 'many') === 0 && !refresher.isRefreshing(regionId),
      )
      .map(({ regionId }) => ({ regionId, atMs: records.of(regionId).snapshot?.takenAtMs ?? -Infinity }))
      .toSorted((a, b) => a.atMs - b.atMs)
    const [oldest] = due
    if (oldest !== undefined && filler.nextInMs() === null) filler.want([oldest.regionId])
    cancel = timers.after(LOOK_EVERY_MS * (0.9 + random() * 0.2), look)
  }

  return { start: look, close: () => cancel() }
}
