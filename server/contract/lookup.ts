import * as v from 'valibot'

import { imageIdSchema } from './api.ts'
import { candidateSchema, changeSchema } from './changes.ts'
import { failureSchema } from './failures.ts'
import { imageSchema, MAX_IMAGE_IDS, snapshotStateSchema } from './images.ts'

/** Limits of one lookup; the text in bytes of UTF-8. */
export const MAX_LOOKUP_BYTES = 1024 * 1024
export const MAX_LOOKUP_IDS = 5000
/** Calls of one live lookup: half an hour, at the eight a minute that are left to it. */
export const MAX_LIVE_CALLS = 240

export function liveCalls(ids: number, regions: number): number {
  return Math.ceil(ids / MAX_IMAGE_IDS) * regions
}

/**
 * `POST /api/lookup`: either text that contains image IDs, or the IDs themselves. `live` asks the cloud and requires
 * `regions`, because it costs one call of the quota per 50 IDs and region.
 */
export const lookupRequestSchema = v.strictObject({
  text: v.optional(v.pipe(v.string(), v.maxBytes(MAX_LOOKUP_BYTES))),
  ids: v.optional(v.pipe(v.array(imageIdSchema), v.maxLength(MAX_LOOKUP_IDS))),
  live: v.optional(v.boolean()),
  regions: v.optional(
    v.pipe(v.array(v.pipe(v.string(), v.nonEmpty(), v.maxLength(40))), v.minLength(1), v.maxLength(100)),
  ),
})
export type LookupRequest = v.InferOutput<typeof lookupRequestSchema>

/** Current in some region, gone from all, or never seen in any region that has been read. */
export const LOOKUP_STATES = ['current', 'gone', 'never'] as const
export type LookupState = (typeof LOOKUP_STATES)[number]

export const lookupResultSchema = v.object({
  imageId: v.string(),
  state: v.picklist(LOOKUP_STATES),
  /** The image in every region that has or had it. */
  places: v.array(imageSchema),
  /** Of a removed image: current images of the same name and type in its region. */
  successors: v.array(candidateSchema),
})
export type LookupResult = v.InferOutput<typeof lookupResultSchema>

export const lookupAnswerSchema = v.object({
  /** One per ID, in the order of the request. */
  results: v.array(lookupResultSchema),
  /** Regions without a snapshot: they may have IDs whose state is `never`. */
  unknownRegions: v.array(v.string()),
  /** The states of `unknownRegions`: waiting to be read, or failed and why. */
  unknownStates: v.optional(v.record(v.string(), snapshotStateSchema)),
  /** Whether the text had more than `MAX_LOOKUP_IDS` IDs and the rest was ignored. */
  truncated: v.boolean(),
  /** Of a live lookup: regions that answered for every ID. An ID that they do not list is not there. */
  checkedRegions: v.optional(v.array(v.string())),
  /** Of a live lookup: why a region could not be asked. Its results come from its snapshot. */
  failures: v.optional(v.record(v.string(), failureSchema)),
})
export type LookupAnswer = v.InferOutput<typeof lookupAnswerSchema>

/** One line of the NDJSON response to a lookup with `live: true`. */
export const lookupEventSchema = v.variant('event', [
  v.object({
    event: v.literal('progress'),
    callsDone: v.number(),
    callsTotal: v.number(),
    /** Milliseconds until the next call; 0 if none is left. */
    nextInMs: v.number(),
    regions: v.record(v.string(), snapshotStateSchema),
    /** Regions that failed so far, and why. */
    failures: v.optional(v.record(v.string(), failureSchema)),
    /** The results of the previous call, if it succeeded. */
    results: v.optional(v.array(lookupResultSchema)),
  }),
  v.object({ event: v.literal('answer'), ...lookupAnswerSchema.entries }),
])
export type LookupEvent = v.InferOutput<typeof lookupEventSchema>

/** `GET /api/images/<region>/<id>` */
export const imageDetailSchema = v.object({
  /** Null if this ID was never seen in this region. */
  image: v.nullable(imageSchema),
  /** The same ID in other regions. */
  elsewhere: v.array(imageSchema),
  /** Current images of the same name and type in other regions, under other IDs. */
  sameName: v.array(imageSchema),
  successors: v.array(candidateSchema),
  history: v.array(changeSchema),
  region: snapshotStateSchema,
})
export type ImageDetail = v.InferOutput<typeof imageDetailSchema>
