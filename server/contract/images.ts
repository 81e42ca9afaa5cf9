import * as v from 'valibot'

import { failureSchema } from './failures.ts'

/** Image types of ListImages, in the order of the filter. Other values are passed on as they come. */
export const IMAGE_TYPES = ['system', 'app', 'custom'] as const
export type ImageType = (typeof IMAGE_TYPES)[number]

/** Platforms of ListImages, in the order of the filter. Other values are passed on as they come. */
export const PLATFORMS = ['Linux', 'Windows'] as const
export type Platform = (typeof PLATFORMS)[number]

/** Whether an image was in the newest complete snapshot of its region. */
export const IMAGE_STATES = ['current', 'gone'] as const
export type ImageState = (typeof IMAGE_STATES)[number]

/** Most IDs that one ListImages call takes, and one request to us: SWAS-OPEN 2020-06-01, ListImages, ImageIds. */
export const MOST_IMAGE_IDS = 50

/** The region parameter that stands for every region. */
export const ALL_REGIONS = 'all'

/** One image in one region: the same image ID in two regions is two of these. */
export const imageSchema = v.object({
  regionId: v.string(),
  imageId: v.string(),
  imageName: v.string(),
  /** One of {@link IMAGE_TYPES}, or whatever else the API answered. */
  imageType: v.string(),
  /** One of {@link PLATFORMS}, or whatever else the API answered. */
  platform: v.string(),
  description: v.string(),
  /** When this server first and last saw it in this region, in ISO 8601: the API itself has no dates. */
  firstSeenAt: v.string(),
  lastSeenAt: v.string(),
  state: v.picklist(IMAGE_STATES),
})
export type Image = v.InferOutput<typeof imageSchema>

/**
 * How current the answer for a region is. `fresh`: within its time. `stale`: older, or the last refresh failed.
 * `failed`: nothing is known and the last try failed. `never`: nothing is known, and nothing was tried yet.
 */
export const REGION_STATES = ['fresh', 'stale', 'failed', 'never'] as const
export type RegionState = (typeof REGION_STATES)[number]

/** The state of one region's snapshot. */
export const snapshotStateSchema = v.object({
  state: v.picklist(REGION_STATES),
  /** When the snapshot was taken, in ISO 8601. */
  fetchedAt: v.nullable(v.string()),
  /** The upstream's request ID of the snapshot. */
  requestId: v.nullable(v.string()),
  /** Entries that were left out since they were unreadable. */
  dropped: v.number(),
  /** Whether a refresh is under way or waiting for the quota. */
  refreshing: v.boolean(),
  /** Why the last refresh failed, until one succeeds. */
  failure: v.optional(failureSchema),
  /** The upstream now reports no images where it had some: the older list is kept and shown as stale. */
  reportsNone: v.optional(v.boolean()),
  /** So many of the images shown are missing from the latest answer; too many to be believed before a second one agrees. */
  missing: v.optional(v.number()),
})
export type SnapshotState = v.InferOutput<typeof snapshotStateSchema>

/** `GET /api/images` */
export const imagesAnswerSchema = v.object({
  images: v.array(imageSchema),
  regions: v.record(v.string(), snapshotStateSchema),
  /** How many images match; the list is never cut, so this is its length. */
  total: v.number(),
})
export type ImagesAnswer = v.InferOutput<typeof imagesAnswerSchema>

/** `POST /api/regions/<id>/refresh` */
export const refreshAnswerSchema = v.object({ regionId: v.string(), ...snapshotStateSchema.entries })
export type RefreshAnswer = v.InferOutput<typeof refreshAnswerSchema>
