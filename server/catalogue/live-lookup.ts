import type { Failure } from '#contract/failures.ts'
import { MOST_IMAGE_IDS, type SnapshotState } from '#contract/images.ts'
import type { LookupAnswer, LookupEvent, LookupResult } from '#contract/lookup.ts'
import type { Outcome } from '#contract/result.ts'

import { type Clock, sleep, type Timers } from '../clock.ts'
import type { Cloud, ImageListing } from './cloud.ts'
import { gatherEvidence, type LiveCall, type LiveEvidence } from './live-overlay.ts'

type Options = {
  cloud: Cloud
  clock: Clock
  timers: Timers
  stateOf: (regionId: string) => SnapshotState
  /** What the snapshots know, corrected by the evidence of the regions that were checked. */
  answer: (evidence: LiveEvidence, checked: ReadonlySet<string>) => LookupAnswer
  /** The same of some IDs, while there is more to ask. */
  results: (ids: readonly string[], evidence: LiveEvidence) => LookupResult[]
}

/** A refusal without a time is asked again after this. */
const SHORTEST_WAIT_MS = 250
/** A region that the upstream throttles is asked again, but not for ever. */
const MOST_THROTTLED = 3

/**
 * Asks the cloud for these IDs in each region, 50 in a call, as the quota lets it; then answers from the snapshots,
 * corrected by what was just found or missed. Each call tells what is known of its IDs then. A region that fails is told with its reason, and not asked further.
 * A part of a region's list never becomes its snapshot. Ends without an answer where nobody listens any more.
 */
export async function* lookUpLive(
  ids: readonly string[],
  regionIds: readonly string[],
  options: Options,
  signal: AbortSignal,
): AsyncGenerator<LookupEvent, void> {
  const { cloud, clock, stateOf } = options
  const calls = regionIds.flatMap((regionId) =>
    chunked(ids, MOST_IMAGE_IDS).map((imageIds): LiveCall => ({ regionId, imageIds })),
  )
  const evidence = gatherEvidence()
  const failures = new Map<string, Failure>()
  const incomplete = new Set<string>()
  let news: LookupResult[] = []
  const progress = (callsDone: number, nextInMs: number): LookupEvent => {
    const results = news
    news = []
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
    yield progress(index, cloud.nextFreeInMs('view'))
    const outcome = yield* askPatiently(call, (waitMs) => progress(index, waitMs), options, signal)
    if (outcome === null) return
    const at = new Date(clock.wallMs()).toISOString()
    if (outcome.ok) {
      evidence.add(call, outcome.value, at)
      news = options.results(call.imageIds, evidence)
    } else failures.set(call.regionId, { ...outcome.failure, at })
    if (!outcome.ok || outcome.value.dropped > 0) incomplete.add(call.regionId)
  }
  yield progress(calls.length, 0)
  const checked = new Set(
    calls.map(({ regionId }) => regionId).filter((regionId) => !incomplete.has(regionId)),
  )
  yield {
    event: 'answer',
    ...options.answer(evidence, checked),
    checkedRegions: [...checked],
    failures: Object.fromEntries(failures),
  }
}

/** One call, made as soon as the quota lets it; tells of each wait. Null where nobody listens any more. */
async function* askPatiently(
  call: LiveCall,
  progress: (waitMs: number) => LookupEvent,
  { cloud, timers }: Options,
  signal: AbortSignal,
): AsyncGenerator<LookupEvent, Outcome<ImageListing> | null> {
  let throttled = 0
  let waitMs = cloud.nextFreeInMs('view')
  for (;;) {
    if (waitMs > 0) await sleep(Math.max(waitMs, SHORTEST_WAIT_MS), { clock: timers, signal })
    if (signal.aborted) return null
    const outcome = await cloud.listImages(call, 'view')
    if (signal.aborted) return null
    if (outcome.ok || !canWait(outcome.failure, throttled)) return outcome
    if (outcome.failure.code === 'UPSTREAM_THROTTLED') throttled += 1
    waitMs = Math.max(outcome.failure.retryAfterMs ?? 0, cloud.nextFreeInMs('view'), SHORTEST_WAIT_MS)
    yield progress(waitMs)
  }
}

function canWait({ code }: Failure, throttled: number): boolean {
  return code === 'LOCAL_QUOTA' || (code === 'UPSTREAM_THROTTLED' && throttled < MOST_THROTTLED)
}

function chunked<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  )
}
