import type { FailureCode } from '#contract/failure-codes.ts'
import { ownFailure } from '#contract/failures.ts'
import type { Result } from '#contract/result.ts'

import type { Client } from '../catalogue/refresh/concurrency-limit.ts'
import type { Clock } from '../clock.ts'
import type { ListedImage, ListedImages } from '../swas/operations.ts'
import type { KnownRegion, ReportedRegion } from '../swas/regions.ts'
import type { Priority } from '../swas/sliding-window.ts'

type Parameters = { regionId: string; imageType?: string; imageIds?: readonly string[] }

/**
 * A SWAS client without HTTP: configurable images, failures and delays, and a log of its calls. The catalogue gets its
 * client as an argument, so its tests need neither sockets nor signatures, and run on a manual clock.
 */
export type FakeSwasClient = {
  client: Client
  /** Every ListImages call that the rate limit let through. */
  calls: (Parameters & { priority: Priority; atMs: number })[]
  regionCalls: string[]
  /** The regions that ListRegions reports; by default all known ones. */
  reported: readonly string[]
  /** By region. */
  images: Map<string, ListedImage[]>
  /** How many entries of an answer were unreadable. */
  dropped: number
  /** How a region fails. The key `all` stands for every region and for ListRegions. */
  failures: Map<string, { code: FailureCode; retryAfterMs?: number }>
  /** Priorities whose calls are refused, whatever `nextFreeInMs` says. */
  refused: Set<Priority>
  /** How many calls were refused, and the `retryAfterMs` of those in `refused`. */
  refusals: { count: number; retryAfterMs: number }
  /** The most concurrent calls, of one region and of all. */
  peak: { region: number; all: number }
  /** Blocks every ListImages call until the returned function is called. */
  hold: () => () => void
}

export function listedImage(imageId: string, more: Partial<ListedImage> = {}): ListedImage {
  return {
    imageId,
    imageName: 'Docker-26.1.3',
    imageType: 'app',
    platform: 'Linux',
    description: '',
    ...more,
  }
}

/** @param limit the most calls in any 60 s; the sweep gets five of them */
export function createFakeSwasClient(
  regionIds: readonly string[],
  clock: Clock,
  limit = Infinity,
): FakeSwasClient {
  const tracked = trackPeak((peak) => (fake.peak = peak))
  let gate: Promise<void> = Promise.resolve()
  const fake: FakeSwasClient = {
    calls: [],
    regionCalls: [],
    reported: regionIds,
    images: new Map(
      regionIds.map((regionId) => [regionId, [listedImage(`${regionId}-1`), listedImage(`${regionId}-2`)]]),
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
    client: {
      listRegions: async (language) => {
        fake.regionCalls.push(language)
        const failure = failureOf(fake, 'all')
        if (failure !== null) return failure
        const regions = fake.reported.map((regionId) => reportedRegion(regionId, language))
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
        return tracked(parameters.regionId, async () => {
          await gate
          return answer(fake, parameters)
        })
      },
      knownRegions: () => regionIds.map(knownRegion),
      quota: () => [],
      nextFreeInMs: (priority) => nextFreeInMs(fake, clock, limit, priority),
      maskedAccessKeyId: () => '****1234',
    },
  }

  return fake
}

function knownRegion(regionId: string): KnownRegion {
  return {
    regionId,
    names: { 'en-US': `known ${regionId}`, 'zh-CN': `已知 ${regionId}` },
    group: 'elsewhere',
    closing: false,
    endpoint: `swas.${regionId}.aliyuncs.com`,
  }
}

function reportedRegion(regionId: string, language: string): ReportedRegion {
  return { regionId, localName: `${regionId} ${language}`, endpoint: `swas.${regionId}.aliyuncs.com` }
}

function answer(fake: FakeSwasClient, { regionId, imageIds }: Parameters): Result<ListedImages> {
  const failure = failureOf(fake, regionId) ?? failureOf(fake, 'all')
  if (failure !== null) return failure
  const all = fake.images.get(regionId) ?? []
  const images = all.filter(({ imageId }) => imageIds?.includes(imageId) ?? true)
  return { ok: true, value: { images, dropped: fake.dropped, requestId: `R-${fake.calls.length}` } }
}

function failureOf({ failures }: FakeSwasClient, key: string) {
  const failure = failures.get(key)
  return failure === undefined
    ? null
    : ({
        ok: false,
        failure: ownFailure(failure.code, 'as configured', failure.retryAfterMs ?? null),
      } as const)
}

function nextFreeInMs({ calls }: FakeSwasClient, clock: Clock, limit: number, priority: Priority): number {
  const spent = calls.filter(({ atMs }) => atMs > clock.monotonicMs() - 60_000)
  const untilFree = (counted: readonly { atMs: number }[], most: number) => {
    const last = counted.at(-most)
    return counted.length < most || last === undefined ? 0 : last.atMs + 60_000 - clock.monotonicMs()
  }
  const swept = spent.filter((call) => call.priority === 'sweep')
  return Math.max(untilFree(spent, limit), priority === 'sweep' ? untilFree(swept, 5) : 0)
}

/** Runs calls and reports the peak concurrency. */
function trackPeak(setPeak: (peak: FakeSwasClient['peak']) => void) {
  const running = new Map<string, number>()
  const peak = { region: 0, all: 0 }
  return async <T>(regionId: string, run: () => Promise<T>): Promise<T> => {
    const here = (running.get(regionId) ?? 0) + 1
    running.set(regionId, here)
    peak.region = Math.max(peak.region, here)
    peak.all = Math.max(
      peak.all,
      [...running.values()].reduce((sum, one) => sum + one, 0),
    )
    setPeak({ ...peak })
    try {
      return await run()
    } finally {
      running.set(regionId, (running.get(regionId) ?? 0) - 1)
    }
  }
}
