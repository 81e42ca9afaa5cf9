import type { SnapshotState } from '#contract/images.ts'
import type { Source } from '#contract/regions.ts'
import type { StatusAnswer } from '#contract/status.ts'

import type { Clock } from '../clock.ts'
import type { ChangeLog } from './changes.ts'
import type { Client } from './refresh/concurrency-limit.ts'
import type { RefreshQueue } from './refresh/refresh-queue.ts'
import type { RegionCache } from './region-cache.ts'
import { ageMs, isFresh } from './region-state.ts'
import type { RegionList } from './regions.ts'
import type { Store } from './store/store.ts'

type Options = {
  source: Source
  sweep: boolean
  startedAtMs: number
  client: Client
  store: Store
  cache: RegionCache
  changeLog: ChangeLog
  regionList: RegionList
  queue: RefreshQueue
  clock: Clock
  stateOf: (regionId: string) => SnapshotState
}

export function describeStatus(options: Options): StatusAnswer {
  const { client, store, cache, changeLog, regionList, queue, clock, stateOf } = options
  const nowMs = clock.monotonicMs()
  const regions = regionList.ids().map((regionId) => {
    const { snapshot } = cache.get(regionId)
    return {
      regionId,
      imageCount: snapshot?.images.length ?? null,
      ageSeconds: snapshot === null ? null : Math.floor(ageMs(snapshot, nowMs) / 1000),
      ...stateOf(regionId),
    }
  })
  return {
    source: options.source,
    accessKeyId: client.maskedAccessKeyId(),
    startedAt: new Date(options.startedAtMs).toISOString(),
    regions,
    quota: client.quota().map((quota) => ({ ...quota })),
    sweep: {
      enabled: options.sweep,
      regionsDone: regions.filter(({ regionId }) => isFresh(cache.get(regionId), nowMs)).length,
      regionsTotal: regions.length,
      nextInMs: queue.nextInMs(),
    },
    store: {
      ...store.facts(),
      images: regions.reduce((sum, { imageCount }) => sum + (imageCount ?? 0), 0),
      changes: changeLog.newestFirst().length,
    },
  }
}
