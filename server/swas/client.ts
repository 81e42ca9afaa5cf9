import type { Outcome } from '#contract/result.ts'

import type { CallMemory } from './call-memory.ts'
import { type CallerOptions, createCaller } from './call.ts'
import { failure } from './failures.ts'
import { createFailureMemory } from './negative-cache.ts'
import { type ListedImages, type ListedRegions, parseImages, parseRegions } from './operations.ts'
import { createQuota, type QuotaState } from './rate-limiter.ts'
import { createEndpoints, type KnownRegion } from './regions.ts'
import type { Priority } from './sliding-window.ts'

export type SwasClientOptions = Omit<CallerOptions, 'quotaOf'> & {
  /** Most calls of one operation in any 60 s. */
  callsPerMinute: number
  /** What is known of the calls of earlier processes; none where it is not given. */
  callMemory?: CallMemory
  /** Where every call goes instead of Alibaba Cloud; of a loopback address only. */
  originOverride: string | null
}

/** ListRegions and ListImages, the only two operations that are ever signed. Foreseen failures are values. */
export type SwasClient = {
  listRegions(language: 'en-US' | 'zh-CN', priority: Priority): Promise<Outcome<ListedRegions>>
  /** @param parameters `imageIds`: at most 50 */
  listImages(
    parameters: { regionId: string; imageType?: string; imageIds?: readonly string[] },
    priority: Priority,
  ): Promise<Outcome<ListedImages>>
  /** Every region that may be asked now. */
  knownRegions(): readonly KnownRegion[]
  quota(): readonly QuotaState[]
  /** Milliseconds until a ListImages call of this priority may go. */
  nextFreeInMs(priority: Priority): number
  maskedAccessKeyId(): string | null
  /** Closes every connection. */
  close(): void
}

/** ListRegions answers for every region from any endpoint; this one has been there from the start. */
const REGIONS_HOME = 'cn-hangzhou'
/** Source: SWAS-OPEN 2020-06-01, ListImages, ImageIds. */
const MOST_IMAGE_IDS = 50

/** The client of the SWAS-OPEN API, version 2020-06-01. */
export function createSwasClient(options: SwasClientOptions): SwasClient {
  const { credentials, clock, callsPerMinute, callMemory, transport } = options
  const endpoints = createEndpoints()
  const quotas = {
    ListRegions: createQuota('ListRegions', callsPerMinute, clock, callMemory),
    ListImages: createQuota('ListImages', callsPerMinute, clock, callMemory),
  }
  const call = createCaller({ ...options, quotaOf: (action) => quotas[action] })
  const memory = createFailureMemory(clock)

  async function ask<T>(
    action: 'ListRegions' | 'ListImages',
    regionId: string,
    query: Readonly<Record<string, string>>,
    priority: Priority,
    parse: (body: unknown) => Outcome<T>,
  ): Promise<Outcome<T>> {
    const host = endpoints.hostOf(regionId)
    if (host === undefined) return unknownRegion()
    const question = { action, regionId, query }
    const known = memory.recall(question)
    if (known !== undefined) return { ok: false, failure: known }
    const origin = options.originOverride ?? `https://${host}`
    const outcome = await call({ origin, action, query }, priority, parse)
    if (!outcome.ok) memory.keep(question, outcome.failure)
    return outcome
  }

  return {
    listRegions: async (language, priority) => {
      const outcome = await ask(
        'ListRegions',
        REGIONS_HOME,
        { AcceptLanguage: language },
        priority,
        parseRegions,
      )
      if (outcome.ok) endpoints.adopt(outcome.value.regions, language)
      return outcome
    },
    listImages: async ({ regionId, imageType, imageIds }, priority) => {
      if (imageIds !== undefined && imageIds.length > MOST_IMAGE_IDS) return tooManyIds()
      const query = {
        RegionId: regionId,
        ...(imageType !== undefined && { ImageType: imageType }),
        ...(imageIds !== undefined && { ImageIds: JSON.stringify(imageIds) }),
      }
      return ask('ListImages', regionId, query, priority, parseImages)
    },
    knownRegions: () => endpoints.known(),
    quota: () => [quotas.ListRegions.state(), quotas.ListImages.state()],
    nextFreeInMs: (priority) => quotas.ListImages.nextFreeInMs(priority),
    maskedAccessKeyId: () => credentials.maskedAccessKeyId(),
    close: () => transport.close(),
  }
}

function tooManyIds(): Outcome<never> {
  const detail = `One call takes at most ${MOST_IMAGE_IDS} image IDs.`
  return { ok: false, failure: failure('INVALID_REQUEST', detail) }
}

function unknownRegion(): Outcome<never> {
  return { ok: false, failure: failure('INVALID_REGION', 'This region ID is not known.') }
}
