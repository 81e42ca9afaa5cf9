import { type FailureCode, ownFailure } from '#contract/failures.ts'
import type { Outcome } from '#contract/result.ts'

import type { Cloud, CloudImage, ImageListing, Priority } from '../catalogue/cloud.ts'
import type { Clock } from '../clock.ts'

type Parameters = { regionId: string; imageType?: string; imageIds?: readonly string[] }

/** A cloud for tests: what it has, how it fails and when it answers is told to it, and it keeps a log. */
export type FakeCloud = {
  cloud: Cloud
  /** Every ListImages call that got through the quota. */
  calls: (Parameters & { priority: Priority; atMs: number })[]
  regionCalls: string[]
  /** What ListRegions reports; all that are known, unless told otherwise. */
  reported: readonly string[]
  /** What each region has. */
  images: Map<string, CloudImage[]>
  /** Entries of an answer that were unreadable. */
  dropped: number
  /** How a region fails; `all` for every one and for ListRegions. */
  failures: Map<string, { code: FailureCode; retryAfterMs?: number }>
  /** For whom the quota has no call, whatever it said before. */
  refused: Set<Priority>
  /** How often it refused, and after what time it says to ask again. */
  refusals: { count: number; retryAfterMs: number }
  /** Most calls of one region, and of all, that were under way at a time. */
  peak: { region: number; all: number }
  /** Lets no ListImages call end until the function that it gives is called. */
  hold: () => () => void
}

/** An image for tests. */
export function cloudImage(imageId: string, more: Partial<CloudImage> = {}): CloudImage {
  return {
    imageId,
    imageName: 'Docker-26.1.3',
    imageType: 'app',
    platform: 'Linux',
    description: '',
    ...more,
  }
}

/** @param limit most calls in any 60 s; the sweep has five of them */
export function createFakeCloud(regionIds: readonly string[], clock: Clock, limit = Infinity): FakeCloud {
  const counted = counter((peak) => (fake.peak = peak))
  let gate: Promise<void> = Promise.resolve()
  const fake: FakeCloud = {
    calls: [],
    regionCalls: [],
    reported: regionIds,
    images: new Map(
      regionIds.map((regionId) => [regionId, [cloudImage(`${regionId}-1`), cloudImage(`${regionId}-2`)]]),
    ),
    dropped: 0,
    failures: new Map(),
    refused: new Set(),
    refusals: { count: 0, retryAfterMs: 9000 },
    peak: { region: 0, all: 0 },
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>()
      gate = promise
      return resolve
    },
    cloud: {
      listRegions: async (language) => {
        fake.regionCalls.push(language)
        const failure = failureOf(fake, 'all')
        if (failure !== null) return failure
        const regions = fake.reported.map((regionId) => ({ regionId, localName: `${regionId} ${language}` }))
        return { ok: true, value: { regions, requestId: null } }
      },
      listImages: async (parameters, priority) => {
        const isRefused = fake.refused.has(priority)
        if (isRefused) await gate
        const waitMs = nextFreeInMs(fake, clock, limit, priority)
        if (isRefused || waitMs > 0) {
          fake.refusals.count += 1
          const retryAfterMs = isRefused ? fake.refusals.retryAfterMs : waitMs
          return { ok: false, failure: ownFailure('LOCAL_QUOTA', 'spent', retryAfterMs) }
        }
        fake.calls.push({ ...parameters, priority, atMs: clock.monotonicMs() })
        return counted(parameters.regionId, async () => {
          await gate
          return answer(fake, parameters)
        })
      },
      knownRegions: () =>
        regionIds.map((regionId) => ({
          regionId,
          names: { 'en-US': `known ${regionId}`, 'zh-CN': `已知 ${regionId}` },
          group: 'elsewhere',
          closing: false,
          endpoint: `swas.${regionId}.aliyuncs.com`,
        })),
      quota: () => [],
      nextFreeInMs: (priority) => nextFreeInMs(fake, clock, limit, priority),
      maskedAccessKeyId: () => '****1234',
    },
  }

  return fake
}

function answer(fake: FakeCloud, { regionId, imageIds }: Parameters): Outcome<ImageListing> {
  const failure = failureOf(fake, regionId) ?? failureOf(fake, 'all')
  if (failure !== null) return failure
  const all = fake.images.get(regionId) ?? []
  const images = all.filter(({ imageId }) => imageIds?.includes(imageId) ?? true)
  return { ok: true, value: { images, dropped: fake.dropped, requestId: `R-${fake.calls.length}` } }
}

function failureOf({ failures }: FakeCloud, key: string) {
  const failure = failures.get(key)
  return failure === undefined
    ? null
    : ({ ok: false, failure: ownFailure(failure.code, 'told to', failure.retryAfterMs ?? null) } as const)
}

function nextFreeInMs({ calls }: FakeCloud, clock: Clock, limit: number, priority: Priority): number {
  const spent = calls.filter(({ atMs }) => atMs > clock.monotonicMs() - 60_000)
  const untilFree = (counted: readonly { atMs: number }[], most: number) => {
    const last = counted.at(-most)
    return counted.length < most || last === undefined ? 0 : last.atMs + 60_000 - clock.monotonicMs()
  }
  const swept = spent.filter((call) => call.priority === 'sweep')
  return Math.max(untilFree(spent, limit), priority === 'sweep' ? untilFree(swept, 5) : 0)
}

/** Runs calls, and says the most that ever were under way at a time. */
function counter(setPeak: (peak: FakeCloud['peak']) => void) {
  const underWay = new Map<string, number>()
  const peak = { region: 0, all: 0 }
  return async <T>(regionId: string, run: () => Promise<T>): Promise<T> => {
    const here = (underWay.get(regionId) ?? 0) + 1
    underWay.set(regionId, here)
    peak.region = Math.max(peak.region, here)
    peak.all = Math.max(
      peak.all,
      [...underWay.values()].reduce((sum, one) => sum + one, 0),
    )
    setPeak({ ...peak })
    try {
      return await run()
    } finally {
      underWay.set(regionId, (underWay.get(regionId) ?? 0) - 1)
    }
  }
}
