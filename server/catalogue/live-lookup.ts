import { type Failure, ownFailure } from '#contract/failures.ts'
import { MAX_IMAGE_IDS, type SnapshotState } from '#contract/images.ts'
import {
  liveCalls,
  type LookupEvent,
  type LookupRequest,
  type LookupResult,
  MAX_LIVE_CALLS,
} from '#contract/lookup.ts'
import type { Result } from '#contract/result.ts'

import { type Clock, sleep, type Timers } from '../clock.ts'
import type { ListedImages } from '../swas/operations.ts'
import { createLiveOverlay, type LiveCall } from './live-overlay.ts'
import { type Lookup, requestedIds } from './lookup.ts'
import type { Client } from './refresh/concurrency-limit.ts'

/** Looks up image IDs by asking the cloud. */
export type LiveLookup = {
  /**
   * Lists the IDs in each region, 50 per call, as the quota permits, and reports each call's results as progress. Ends
   * with an answer from the snapshots, updated by what was listed or found missing. A failing region is reported with
   * its failure and not asked again. If the signal aborts, the events end without an answer.
   */
  start(
    request: LookupRequest,
    regionIds: readonly string[],
    signal: AbortSignal,
  ): Result<AsyncIterable<LookupEvent>>
}

type Options = {
  client: Client
  lookup: Lookup
  stateOf: (regionId: string) => SnapshotState
  clock: Clock
  timers: Timers
}

/** Concurrent live lookups; they compete for the calls of the same minute. */
const MAX_LIVE_LOOKUPS = 4
/** Delay before a refused call is retried, at least. */
const MIN_WAIT_MS = 250
const MAX_THROTTLED_RETRIES = 3

const TOO_MANY_LOOKUPS = ownFailure(
  'TOO_MANY_REQUESTS',
  `${MAX_LIVE_LOOKUPS} live lookups are already running; try again when one has ended.`,
  60_000,
)

export function createLiveLookup(options: Options): LiveLookup {
  let running = 0

  /** Returns a function that releases the slot, however often it is called, or null if none is free. */
  function tryAcquire(): (() => void) | null {
    if (running >= MAX_LIVE_LOOKUPS) return null
    running += 1
    let isHeld = true
    return () => {
      if (isHeld) running -= 1
      isHeld = false
    }
  }

  return {
    start: (request, regionIds, signal) => {
      const { ids } = requestedIds(request)
      const distinctRegions = [...new Set(regionIds)]
      const calls = liveCalls(ids.length, distinctRegions.length)
      if (calls > MAX_LIVE_CALLS) return refuse(calls)
      const release = tryAcquire()
      if (release === null) return { ok: false, failure: TOO_MANY_LOOKUPS }
      // A reader that leaves before the first event never runs the generator, so its `finally` does not release.
      signal.addEventListener('abort', release)
      return { ok: true, value: releaseAtEnd(run(request, distinctRegions, options, signal), release) }
    },
  }
}

function refuse(calls: number): Result<never> {
  const detail = `This lookup would take ${calls} calls of the cloud; it may take at most ${MAX_LIVE_CALLS}. Name fewer IDs or regions.`
  return { ok: false, failure: ownFailure('INVALID_REQUEST', detail) }
}

async function* releaseAtEnd(events: AsyncIterable<LookupEvent>, release: () => void) {
  try {
    yield* events
  } finally {
    release()
  }
}

async function* run(
  request: LookupRequest,
  regionIds: readonly string[],
  options: Options,
  signal: AbortSignal,
): AsyncGenerator<LookupEvent, void> {
  const { client, lookup, clock, stateOf } = options
  const { ids } = requestedIds(request)
  const calls = regionIds.flatMap((regionId) =>
    chunk(ids, MAX_IMAGE_IDS).map((imageIds): LiveCall => ({ regionId, imageIds })),
  )
  const overlay = createLiveOverlay()
  const failures = new Map<string, Failure>()
  const incompleteRegions = new Set<string>()
  let newResults: LookupResult[] = []
  const progress = (callsDone: number, nextInMs: number): LookupEvent => {
    const results = newResults
    newResults = []
    return {
      event: 'progress',
      callsDone,
      callsTotal: calls.length,
      nextInMs,
      regions: Object.fromEntries(regionIds.map((regionId) => [regionId, stateOf(regionId)])),
      failures: Object.fromEntries(failures),
      ...(results.length > 0 && { results }),
    }
  }
  for (const [index, call] of calls.entries()) {
    if (failures.has(call.regionId)) continue
    yield progress(index, client.nextFreeInMs('view'))
    const outcome = yield* listWithRetry(call, (waitMs) => progress(index, waitMs), options, signal)
    if (outcome === null) return
    const at = new Date(clock.wallMs()).toISOString()
    if (outcome.ok) {
      overlay.add(call, outcome.value, at)
      newResults = lookup.results(call.imageIds, overlay)
    } else failures.set(call.regionId, { ...outcome.failure, at })
    if (!outcome.ok || outcome.value.dropped > 0) incompleteRegions.add(call.regionId)
  }
  yield progress(calls.length, 0)
  const checked = new Set(calls.map(({ regionId }) => regionId)).difference(incompleteRegions)
  yield {
    event: 'answer',
    ...lookup.answer(request, overlay, checked),
    checkedRegions: [...checked],
    failures: Object.fromEntries(failures),
  }
}

/** Makes a call as soon as the quota permits, reporting every wait. Returns null if the signal aborted. */
async function* listWithRetry(
  call: LiveCall,
  progress: (waitMs: number) => LookupEvent,
  { client, timers }: Options,
  signal: AbortSignal,
): AsyncGenerator<LookupEvent, Result<ListedImages> | null> {
  let throttled = 0
  let waitMs = client.nextFreeInMs('view')
  for (;;) {
    if (waitMs > 0) await sleep(Math.max(waitMs, MIN_WAIT_MS), { clock: timers, signal })
    if (signal.aborted) return null
    const outcome = await client.listImages(call, 'view')
    if (signal.aborted) return null
    if (outcome.ok || !isRetryable(outcome.failure, throttled)) return outcome
    if (outcome.failure.code === 'UPSTREAM_THROTTLED') throttled += 1
    waitMs = Math.max(outcome.failure.retryAfterMs ?? 0, client.nextFreeInMs('view'), MIN_WAIT_MS)
    yield progress(waitMs)
  }
}

function isRetryable({ code }: Failure, throttled: number): boolean {
  return code === 'LOCAL_QUOTA' || (code === 'UPSTREAM_THROTTLED' && throttled < MAX_THROTTLED_RETRIES)
}

function chunk<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  )
}
