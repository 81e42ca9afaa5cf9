import * as v from 'valibot'

/** What can happen to an image between two complete snapshots of its region. */
export const CHANGE_KINDS = ['added', 'removed', 'renamed', 'described', 'replaced'] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]

/** An image that may have taken another's place: same name and type, another ID. Never picked for the operator. */
export const candidateSchema = v.object({ regionId: v.string(), imageId: v.string(), imageName: v.string() })
export type Candidate = v.InferOutput<typeof candidateSchema>

/** One change, seen between two complete snapshots of one region. */
export const changeSchema = v.object({
  /** Stable over restarts. */
  id: v.string(),
  /** When the snapshot that shows it was taken, in ISO 8601. */
  at: v.string(),
  kind: v.picklist(CHANGE_KINDS),
  regionId: v.string(),
  imageId: v.string(),
  imageName: v.string(),
  imageType: v.string(),
  platform: v.string(),
  /** The former name or description; null where the kind has none. */
  before: v.nullable(v.string()),
  /** With `replaced`: every image that may be the successor. */
  candidates: v.array(candidateSchema),
})
export type Change = v.InferOutput<typeof changeSchema>

/** `GET /api/changes`, newest first. */
export const changesAnswerSchema = v.object({
  changes: v.array(changeSchema),
  /** Whether older changes match that were left out of this answer. */
  more: v.boolean(),
})
export type ChangesAnswer = v.InferOutput<typeof changesAnswerSchema>
