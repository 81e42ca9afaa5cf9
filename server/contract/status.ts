import * as v from 'valibot'

import { snapshotStateSchema } from './images.ts'
import { SOURCES } from './regions.ts'

/** `GET /api/status` */
export const statusAnswerSchema = v.object({
  source: v.picklist(SOURCES),
  /** The AccessKey ID with all but the last four characters masked; null until credentials were obtained. */
  accessKeyId: v.nullable(v.string()),
  startedAt: v.string(),
  regions: v.array(
    v.object({
      regionId: v.string(),
      imageCount: v.nullable(v.number()),
      ...snapshotStateSchema.entries,
      /** Age of the snapshot; null if there is none. */
      ageSeconds: v.nullable(v.number()),
    }),
  ),
  quota: v.array(
    v.object({
      operation: v.string(),
      /** Calls allowed, made and left in the last 60 s. */
      limit: v.number(),
      spent: v.number(),
      left: v.number(),
      /** Milliseconds until the next call is allowed; 0 if it is now. */
      nextFreeInMs: v.number(),
      /** Whether the cloud throttles this operation: no call is made until `nextFreeInMs` have passed. */
      throttled: v.boolean(),
    }),
  ),
  sweep: v.object({
    enabled: v.boolean(),
    /** Regions with a fresh snapshot. */
    regionsDone: v.number(),
    regionsTotal: v.number(),
    /** Milliseconds until the next background call; null if none is due. */
    nextInMs: v.nullable(v.number()),
  }),
  store: v.object({
    kind: v.picklist(['file', 'memory']),
    sizeBytes: v.number(),
    schemaVersion: v.number(),
    images: v.number(),
    changes: v.number(),
    retentionDays: v.number(),
    /** Why the file found at start was quarantined or could not be used; null if it was fine. */
    setAside: v.nullable(v.string()),
  }),
})
export type StatusAnswer = v.InferOutput<typeof statusAnswerSchema>
