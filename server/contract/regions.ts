import * as v from 'valibot'

import { failureSchema } from './failures.ts'
import { REGION_STATES } from './images.ts'

/** Languages of the page, and of ListRegions (`AcceptLanguage`). */
export const LANGUAGES = ['en-US', 'zh-CN'] as const
export type Language = (typeof LANGUAGES)[number]

/** How the region picker groups regions. */
export const REGION_GROUPS = ['mainland', 'elsewhere'] as const
export type RegionGroup = (typeof REGION_GROUPS)[number]

export const regionSchema = v.object({
  regionId: v.string(),
  /** In the requested language, as reported by ListRegions. */
  name: v.string(),
  /** In each language, for searching. */
  names: v.object({ 'en-US': v.string(), 'zh-CN': v.string() }),
  group: v.picklist(REGION_GROUPS),
  /** Whether Alibaba Cloud is closing the region; ListRegions says so in its Chinese name. */
  closing: v.boolean(),
  endpoint: v.string(),
  /** The state of its snapshot: see `snapshotStateSchema`. */
  state: v.picklist(REGION_STATES),
  fetchedAt: v.nullable(v.string()),
  imageCount: v.nullable(v.number()),
  failure: v.optional(failureSchema),
})
export type Region = v.InferOutput<typeof regionSchema>

/** Where the images come from: an Alibaba Cloud account, or the embedded sample. */
export const SOURCES = ['live', 'sample'] as const
export type Source = (typeof SOURCES)[number]

/** `GET /api/regions` */
export const regionsAnswerSchema = v.object({
  regions: v.array(regionSchema),
  source: v.picklist(SOURCES),
  /** Set if the list of regions could not be refreshed and this is an older one. */
  failure: v.optional(failureSchema),
})
export type RegionsAnswer = v.InferOutput<typeof regionsAnswerSchema>
