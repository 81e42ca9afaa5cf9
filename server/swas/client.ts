import type { Result } from '#contract/result.ts'

import { type CallOptions, createCall } from './call.ts'
import { failure } from './failures.ts'
import { createNegativeCache } from './negative-cache.ts'
import { type ListedImages, type ListedRegions, parseImages, parseRegions } from './operations.ts'
import { createRateLimiter, type QuotaState } from './rate-limiter.ts'
import { createRegionTable, type KnownRegion } from './regions.ts'
import type { CallHistory, Priority } from './sliding-window.ts'

export type SwasClientOptions = Omit<CallOptions, 'rateLimiters'> & {
  /** Calls of one operation in any 60 s. */
  callsPerMinute: number
  /** The calls of earlier processes, if they are recorded. */
  callHistory?: CallHistory
  /** Receives every call instead of Alibaba Cloud; a loopback address. */
  originOverride: string | null
}

/** ListRegions and ListImages, the only two operations that are ever signed. Foreseen failures are values. */
export type SwasClient = {
  listRegions(language: 'en-US' | 'zh-CN', priority: Priority): Promise<Result<ListedRegions>>
  /** @param parameters `imageIds`: at most 50 */
  listImages(
    parameters: { regionId: string; imageType?: string; imageIds?: readonly string[] },
    priority: Priority,
  ): Promise<Result<ListedImages>>
  /** Every region that can be called; grows as ListRegions confirms new ones. */
  knownRegions(): readonly KnownRegion[]
  quota(): readonly QuotaState[]
  /** Milliseconds until a ListImages call of this priority may be made. */
  nextFreeInMs(priority: Priority): number
  /** The AccessKey ID masked except for its last four characters; null until credentials were first obtained. */
  maskedAccessKeyId(): string | null
  /** Closes every connection. */
  close(): void
}

/** Every endpoint lists all regions; this one has existed from the start. */
const LIST_REGIONS_HOME = 'cn-hangzhou'
/** Source: SWAS-OPEN 2020-06-01, ListImages, ImageIds. */
const MAX_IMAGE_IDS = 50

/** A client of the SWAS-OPEN API, version 2020-06-01. */
export function createSwasClient(options: SwasClientOptions): SwasClient {
  const { credentials, clock, callsPerMinute, callHistory, transport } = options
  const regions = createRegionTable()
  const rateLimiters = {
    ListRegions: createRateLimiter('ListRegions', callsPerMinute, clock, callHistory),
    ListImages: createRateLimiter('ListImages', callsPerMinute, clock, callHistory),
  }
  const call = createCall({ ...options, rateLimiters })
  const negativeCache = createNegativeCache(clock)

  async function callRegion<T>(
    action: 'ListRegions' | 'ListImages',
    regionId: string,
    query: Readonly<Record<string, string>>,
    priority: Priority,
    parse: (body: unknown) => Result<T>,
  ): Promise<Result<T>> {
    const host = regions.hostOf(regionId)
    if (host === undefined) return invalid('INVALID_REGION', 'This region ID is not known.')
    const cached = negativeCache.get({ action, regionId, query })
    if (cached !== undefined) return { ok: false, failure: cached }
    const origin = options.originOverride ?? `https://${host}`
    const outcome = await call({ origin, action, query }, priority, parse)
    if (!outcome.ok) negativeCache.store({ action, regionId, query }, outcome.failure)
    return outcome
  }

  return {
    listRegions: async (language, priority) => {
      const query = { AcceptLanguage: language }
      const outcome = await callRegion('ListRegions', LIST_REGIONS_HOME, query, priority, parseRegions)
      if (outcome.ok) regions.merge(outcome.value.regions, language)
      return outcome
    },
    listImages: async ({ regionId, imageType, imageIds }, priority) => {
      if (imageIds !== undefined && imageIds.length > MAX_IMAGE_IDS)
        return invalid('INVALID_REQUEST', `One call takes at most ${MAX_IMAGE_IDS} image IDs.`)
      const query = {
        RegionId: regionId,
        ...(imageType !== undefined && { ImageType: imageType }),
        ...(imageIds !== undefined && { ImageIds: JSON.stringify(imageIds) }),
      }
      return callRegion('ListImages', regionId, query, priority, parseImages)
    },
    knownRegions: () => regions.list(),
    quota: () => [rateLimiters.ListRegions.state(), rateLimiters.ListImages.state()],
    nextFreeInMs: (priority) => rateLimiters.ListImages.nextFreeInMs(priority),
    maskedAccessKeyId: () => credentials.maskedAccessKeyId(),
    close: () => transport.close(),
  }
}

function invalid(code: 'INVALID_REGION' | 'INVALID_REQUEST', detail: string): Result<never> {
  return { ok: false, failure: failure(code, detail) }
}
