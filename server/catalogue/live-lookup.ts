import { type Image, MOST_IMAGE_IDS, type SnapshotState } from '#contract/images.ts'
import type { LookupAnswer, LookupEvent } from '#contract/lookup.ts'

import type { Clock, Timers } from './clock.ts'
import type { Cloud, CloudImage } from './cloud.ts'

type Options = {
  cloud: Cloud
  clock: Clock
  timers: Timers
  stateOf: (regionId: string) => SnapshotState
  /** What the snapshots know. */
  answer: () => LookupAnswer
}

/** A refusal without a time is asked again after this. */
const SHORTEST_WAIT_MS = 250

/**
 * Asks the cloud for these IDs in each region, 50 in a call, as the quota lets it; then answers from the snapshots,
 * with what was just found on top. A part of a region's list never becomes its snapshot.
 */
export async function* lookUpLive(
  ids: readonly string[],
  regionIds: readonly string[],
  options: Options,
  signal: AbortSignal,
): AsyncGenerator<LookupEvent, void> {
  const { cloud, clock, timers, stateOf } = options
  const chunks = chunked(ids, MOST_IMAGE_IDS)
  const calls = regionIds.flatMap((regionId) => chunks.map((imageIds) => ({ regionId, imageIds })))
  const found = new Map<string, Image[]>()
  const regions = () => Object.fromEntries(regionIds.map((regionId) => [regionId, stateOf(regionId)]))
  for (const [index, call] of calls.entries()) {
    const progress = { event: 'progress', callsDone: index, callsTotal: calls.length } as const
    let waitMs = cloud.nextFreeInMs('view')
    yield { ...progress, nextInMs: waitMs, regions: regions() }
    for (;;) {
      if (waitMs > 0) await wait(Math.max(waitMs, SHORTEST_WAIT_MS), timers, signal)
      if (signal.aborted) return
      const outcome = await cloud.listImages(call, 'view')
      if (outcome.ok) note(found, call.regionId, outcome.value.images, clock)
      if (outcome.ok || outcome.failure.code !== 'LOCAL_QUOTA') break
      waitMs = outcome.failure.retryAfterMs ?? SHORTEST_WAIT_MS
    }
  }
  yield { event: 'answer', ...withFound(options.answer(), found) }
}

function note(found: Map<string, Image[]>, regionId: string, images: readonly CloudImage[], clock: Clock) {
  const at = new Date(clock.wallMs()).toISOString()
  for (const { imageId, imageName, imageType, platform, description } of images) {
    const image = { regionId, imageId, imageName, imageType, platform, description }
    const seen: Image = { ...image, firstSeenAt: at, lastSeenAt: at, state: 'current' }
    found.set(imageId, [...(found.get(imageId) ?? []), seen])
  }
}

function withFound(answer: LookupAnswer, found: ReadonlyMap<string, readonly Image[]>): LookupAnswer {
  const results = answer.results.map((result) => {
    const live = found.get(result.imageId)
    if (live === undefined) return result
    const here = new Set(live.map(({ regionId }) => regionId))
    const known = result.places.filter(({ regionId, state }) => !here.has(regionId) || state === 'current')
    const missing = live.filter(({ regionId }) => !known.some((place) => place.regionId === regionId))
    return { ...result, state: 'current' as const, places: [...known, ...missing] }
  })
  return { ...answer, results }
}

function chunked<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  )
}

function wait(delayMs: number, timers: Timers, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = timers.after(delayMs, resolve)
    signal.addEventListener('abort', () => {
      cancel()
      resolve()
    })
  })
}
