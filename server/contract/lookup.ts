import * as v from 'valibot'

import { imageIdSchema } from './api.ts'
import { candidateSchema, changeSchema } from './changes.ts'
import { failureSchema } from './failures.ts'
import { imageSchema, MOST_IMAGE_IDS, snapshotStateSchema } from './images.ts'

/** Most characters of text, in bytes of UTF-8, and most IDs that one look-up takes. */
export const MOST_LOOKUP_BYTES = 1024 * 1024
export const MOST_LOOKUP_IDS = 5000
/** Most calls of one live look-up: at the eight a minute that are left to it, half an hour. */
export const MOST_LIVE_CALLS = 240

/** How many calls a live look-up takes. */
export function liveCalls(ids: number, regions: number): number {
  return Math.ceil(ids / MOST_IMAGE_IDS) * regions
}

/**
 * `POST /api/lookup`: either text that holds image IDs, or the IDs. `live` asks the cloud, in each of the named regions;
 * there must be some, since it costs a call of the quota for each 50 IDs in each region.
 */
export const lookupRequestSchema = v.strictObject({
  text: v.optional(v.pipe(v.string(), v.maxBytes(MOST_LOOKUP_BYTES))),
  ids: v.optional(v.pipe(v.array(imageIdSchema), v.maxLength(MOST_LOOKUP_IDS))),
  live: v.optional(v.boolean()),
  regions: v.optional(
    v.pipe(v.array(v.pipe(v.string(), v.nonEmpty(), v.maxLength(40))), v.minLength(1), v.maxLength(100)),
  ),
})
export type LookupRequest = v.InferOutput<typeof lookupRequestSchema>

/** What is known of an ID: current somewhere, gone everywhere, or never seen in any region that has been read. */
export const LOOKUP_STATES = ['current', 'gone', 'never'] as const
export type LookupState = (typeof LOOKUP_STATES)[number]

/** What is known of one image ID. */
export const lookupResultSchema = v.object({
  imageId: v.string(),
  state: v.picklist(LOOKUP_STATES),
  /** Every region where it is or was, with until when (`lastSeenAt`). */
  places: v.array(imageSchema),
  /** Where it is gone: current images of the same region, name and type. */
  successors: v.array(candidateSchema),
})
export type LookupResult = v.InferOutput<typeof lookupResultSchema>

/** The answer of a look-up, in the order in which the IDs stood in the text, each once. */
export const lookupAnswerSchema = v.object({
  results: v.array(lookupResultSchema),
  /** Regions that have no complete snapshot: an ID that is `never` seen may still be there. */
  unknownRegions: v.array(v.string()),
  /** How these regions are: being read, as soon as the quota lets it, or failed and why. */
  unknownStates: v.optional(v.record(v.string(), snapshotStateSchema)),
  /** Whether the text held more than `MOST_LOOKUP_IDS` IDs, and the rest was left out. */
  truncated: v.boolean(),
  /** Of a live look-up: regions in which every ID was asked for and answered. What they lack is not there now. */
  checkedRegions: v.optional(v.array(v.string())),
  /** Of a live look-up: why a region could not be asked; its IDs are told as its snapshot has them. */
  failures: v.optional(v.record(v.string(), failureSchema)),
})
export type LookupAnswer = v.InferOutput<typeof lookupAnswerSchema>

/** One line of the NDJSON stream that a look-up with `live: true` answers with. */
export const lookupEventSchema = v.variant('event', [
  v.object({
    event: v.literal('progress'),
    callsDone: v.number(),
    callsTotal: v.number(),
    /** Milliseconds until the quota lets the next call go; 0 where none is left to make. */
    nextInMs: v.number(),
    regions: v.record(v.string(), snapshotStateSchema),
    /** Regions that could not be asked so far, and why. */
    failures: v.optional(v.record(v.string(), failureSchema)),
    /** What is now known of the IDs of the call before, where it was answered. */
    results: v.optional(v.array(lookupResultSchema)),
  }),
  v.object({ event: v.literal('answer'), ...lookupAnswerSchema.entries }),
])
export type LookupEvent = v.InferOutput<typeof lookupEventSchema>

/** `GET /api/images/<region>/<id>`: everything known of one image. */
export const imageDetailSchema = v.object({
  /** Null where this ID was never seen in this region. */
  image: v.nullable(imageSchema),
  /** The same ID in other regions. */
  elsewhere: v.array(imageSchema),
  /** Current images of the same name and type in other regions, under another ID. */
  sameName: v.array(imageSchema),
  successors: v.array(candidateSchema),
  history: v.array(changeSchema),
  region: snapshotStateSchema,
})
export type ImageDetail = v.InferOutput<typeof imageDetailSchema>
