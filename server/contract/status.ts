import * as v from 'valibot'

import { snapshotStateSchema } from './images.ts'
import { SOURCES } from './regions.ts'

/** `GET /api/status` */
export const statusAnswerSchema = v.object({
  source: v.picklist(SOURCES),
  /** The AccessKey ID, masked but for its last four characters; null where none is known yet. */
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
      /** Calls allowed, spent and left in the last 60 s. */
      limit: v.number(),
      spent: v.number(),
      left: v.number(),
      /** Milliseconds until a call may go; 0 where one may go now. */
      nextFreeInMs: v.number(),
      /** Whether the upstream has throttled this operation, and the gate is closed until `nextFreeInMs`. */
      throttled: v.boolean(),
    }),
  ),
  sweep: v.object({
    enabled: v.boolean(),
    /** Regions whose snapshot is fresh, out of all. */
    regionsDone: v.number(),
    regionsTotal: v.number(),
    /** Milliseconds until the next call of the sweep; null where nothing is due. */
    nextInMs: v.nullable(v.number()),
  }),
  store: v.object({
    kind: v.picklist(['file', 'memory']),
    sizeBytes: v.number(),
    schemaVersion: v.number(),
    images: v.number(),
    changes: v.number(),
    retentionDays: v.number(),
    /** Why an older file was set aside at start; null where none was. */
    setAside: v.nullable(v.string()),
  }),
})
export type StatusAnswer = v.InferOutput<typeof statusAnswerSchema>
