import { ownFailure } from '#contract/failures.ts'
import { ALL_REGIONS, type SnapshotState } from '#contract/images.ts'
import { kept } from '#contract/memoize.ts'
import type { Source } from '#contract/regions.ts'
import type { Outcome } from '#contract/result.ts'

import type { Clock, Timers } from '../clock.ts'
import type { ChangeLog } from './change-log.ts'
import type { Cloud, CloudRegion } from './cloud.ts'
import type { Filler } from './refresh/refresh-queue.ts'
import type { Refresher } from './refresh/refresher.ts'
import type { Records } from './region-cache.ts'
import { stateOf } from './region-state.ts'
import type { RegionList } from './regions.ts'
import type { Store } from './store/store.ts'
import type { RegionChoice } from './use-cases.ts'

/** What the catalogue is made of; each question uses a few of these. */
export type Parts = {
  cloud: Cloud
  store: Store
  source: Source
  records: Records
  list: RegionList
  refresher: Refresher
  changeLog: ChangeLog
  /** Reads what a view of many regions lacks. */
  viewFiller: Filler
  sweepFiller: Filler
  isSweeping: boolean
  clock: Clock
  timers: Timers
  startedAtMs: number
}

const idsOf = kept((regions: readonly CloudRegion[]) => new Set(regions.map(({ regionId }) => regionId)))

/** The regions of a choice; an unknown one is a failure, before anything else. */
export function chosenRegions(choice: RegionChoice, { cloud, list }: Parts): Outcome<readonly string[]> {
  if (choice === ALL_REGIONS) return { ok: true, value: list.ids() }
  const known = idsOf(cloud.knownRegions())
  const unknown = choice.find((regionId) => !known.has(regionId))
  return unknown === undefined
    ? { ok: true, value: choice }
    : {
        ok: false,
        failure: ownFailure(
          'INVALID_REGION',
          `The region ${JSON.stringify(unknown.slice(0, 40))} is not known.`,
        ),
      }
}

/** The state of a region as it is now. */
export function stateNow(regionId: string, parts: Parts): SnapshotState {
  const { records, list, refresher, viewFiller, sweepFiller, clock } = parts
  const isUnderWay =
    list.isComing() ||
    refresher.isRefreshing(regionId) ||
    viewFiller.isWaiting(regionId) ||
    sweepFiller.isWaiting(regionId)
  return stateOf(records.of(regionId), isUnderWay, clock.monotonicMs())
}
