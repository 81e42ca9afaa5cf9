import type { Source } from '#contract/regions.ts'

import type { Clock, Timers } from '../clock.ts'
import { createChangeLog } from './change-log.ts'
import type { Cloud } from './cloud.ts'
import type { OnEvent } from './events.ts'
import { imageQuestions } from './images.ts'
import { otherQuestions } from './other-questions.ts'
import { type Parts, stateNow } from './parts.ts'
import { createSweep } from './refresh/background-refresh.ts'
import { boundCloud } from './refresh/bounded-client.ts'
import { createFiller } from './refresh/refresh-queue.ts'
import { createRefresher } from './refresh/refresher.ts'
import { createRecords } from './region-cache.ts'
import { createRegionList } from './regions.ts'
import type { Store } from './store/store.ts'
import type { Catalogue } from './use-cases.ts'

export type CatalogueOptions = {
  cloud: Cloud
  store: Store
  source: Source
  freshMs: number
  regionsFreshMs: number
  /** Whether regions are refreshed in the background. */
  sweep: boolean
  clock: Clock
  timers: Timers
  /** In [0, 1). */
  random: () => number
  onEvent: OnEvent
}

/** Calls under way at a time. */
const MOST_CALLS = 4

/** Starts from what the store has. `close` stops all that runs by itself, and closes the store. */
export function createCatalogue(options: CatalogueOptions): Catalogue & { close(): void } {
  const { store, clock, timers, random, onEvent } = options
  const cloud = boundCloud(options.cloud, MOST_CALLS, onEvent)
  const changeLog = createChangeLog(store.loadChanges(), store.retention.changes)
  const records = createRecords({ ...options, changeLog })
  const refresher = createRefresher({ cloud, records, clock })
  const fillers = { refresher, records, timers }
  const viewFiller = createFiller({ ...fillers, priority: 'view', mostAtOnce: MOST_CALLS - 1 })
  const sweepFiller = createFiller({ ...fillers, priority: 'sweep', mostAtOnce: 1 })
  const list = createRegionList({ ...options, cloud, freshMs: options.regionsFreshMs })
  const sweep = createSweep({
    list,
    records,
    refresher,
    filler: sweepFiller,
    timers,
    random,
  })
  const parts: Parts = {
    cloud,
    store,
    source: options.source,
    records,
    list,
    refresher,
    changeLog,
    viewFiller,
    sweepFiller,
    isSweeping: options.sweep,
    clock,
    timers,
    startedAtMs: clock.wallMs(),
  }
  if (options.sweep) sweep.start()
  return {
    regions: (language) => regionsAnswer(language, parts),
    ...imageQuestions(parts),
    ...otherQuestions(parts),
    close: () => {
      sweep.close()
      viewFiller.close()
      sweepFiller.close()
      store.close()
    },
  }
}

async function regionsAnswer(
  language: Parameters<Catalogue['regions']>[0],
  parts: Parts,
): ReturnType<Catalogue['regions']> {
  const listed = await parts.list.read(language)
  if (!listed.ok) return listed
  const regions = listed.value.regions.map(({ regionId, names, group, closing, endpoint }) => {
    const { state, fetchedAt, failure } = stateNow(regionId, parts)
    const imageCount = parts.records.of(regionId).snapshot?.images.length ?? null
    const region = { regionId, name: names[language], names, group, closing, endpoint }
    return { ...region, state, fetchedAt, imageCount, ...(failure !== undefined && { failure }) }
  })
  const { failure } = listed.value
  return { ok: true, value: { regions, source: parts.source, ...(failure !== undefined && { failure }) } }
}
