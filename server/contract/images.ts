import * as v from 'valibot'

import { failureSchema } from './failures.ts'

/** Image types of ListImages, in filter order. Other values pass through unchanged. */
export const IMAGE_TYPES = ['system', 'app', 'custom'] as const
export type ImageType = (typeof IMAGE_TYPES)[number]

/** Platforms of ListImages, in filter order. Other values pass through unchanged. */
export const PLATFORMS = ['Linux', 'Windows'] as const
export type Platform = (typeof PLATFORMS)[number]

/** Whether an image is in the latest complete snapshot of its region. */
export const IMAGE_STATES = ['current', 'gone'] as const
export type ImageState = (typeof IMAGE_STATES)[number]

/** Limit of ImageIds in one ListImages call (SWAS-OPEN 2020-06-01), and of `ids` in one request to us. */
export const MAX_IMAGE_IDS = 50

/** The region parameter for every region. */
export const ALL_REGIONS = 'all'

/** One image in one region. The same image ID in two regions makes two of them. */
export const imageSchema = v.object({
  regionId: v.string(),
  imageId: v.string(),
  imageName: v.string(),
  /** One of {@link IMAGE_TYPES}, or another value from the API. */
  imageType: v.string(),
  /** One of {@link PLATFORMS}, or another value from the API. */
  platform: v.string(),
  description: v.string(),
  /** When this server first and last saw it in this region, in ISO 8601. The API has no dates. */
  firstSeenAt: v.string(),
  lastSeenAt: v.string(),
  state: v.picklist(IMAGE_STATES),
})
export type Image = v.InferOutput<typeof imageSchema>

/**
 * How current a region's snapshot is. `stale`: too old, or the last refresh failed. `failed`: no snapshot, and the last
 * attempt failed. `never`: no snapshot, and no attempt yet.
 */
export const REGION_STATES = ['fresh', 'stale', 'failed', 'never'] as const
export type RegionState = (typeof REGION_STATES)[number]

/** The state of one region's snapshot. */
export const snapshotStateSchema = v.object({
  state: v.picklist(REGION_STATES),
  /** When the snapshot was taken, in ISO 8601. */
  fetchedAt: v.nullable(v.string()),
  /** The cloud's request ID for the snapshot. */
  requestId: v.nullable(v.string()),
  /** Entries that could not be parsed. */
  dropped: v.number(),
  /** Whether a refresh is running or queued. */
  refreshing: v.boolean(),
  /** The last refresh's failure, until one succeeds. */
  failure: v.optional(failureSchema),
  /** The cloud now reports no images where it had some; the older list stays, as stale. */
  reportsNone: v.optional(v.boolean()),
  /** Images missing from the latest listing: too many to accept before a second listing confirms it. */
  missing: v.optional(v.number()),
})
export type SnapshotState = v.InferOutput<typeof snapshotStateSchema>

/** `GET /api/images` */
export const imagesAnswerSchema = v.object({
  images: v.array(imageSchema),
  regions: v.record(v.string(), snapshotStateSchema),
  /** Number of matching images; lists are never truncated. */
  total: v.number(),
})
export type ImagesAnswer = v.InferOutput<typeof imagesAnswerSchema>

/** `POST /api/regions/<id>/refresh` */
export const refreshAnswerSchema = v.object({ regionId: v.string(), ...snapshotStateSchema.entries })
export type RefreshAnswer = v.InferOutput<typeof refreshAnswerSchema>
