import * as v from 'valibot'

/** What can happen to an image between two snapshots of its region. */
export const CHANGE_KINDS = ['added', 'removed', 'renamed', 'described', 'replaced'] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]

/** A possible successor: same name and type, another ID. The choice is always left to the operator. */
export const candidateSchema = v.object({ regionId: v.string(), imageId: v.string(), imageName: v.string() })
export type Candidate = v.InferOutput<typeof candidateSchema>

export const changeSchema = v.object({
  /** Stable across restarts. */
  id: v.string(),
  /** The time of the snapshot that first shows it, in ISO 8601. */
  at: v.string(),
  kind: v.picklist(CHANGE_KINDS),
  regionId: v.string(),
  imageId: v.string(),
  imageName: v.string(),
  imageType: v.string(),
  platform: v.string(),
  /** The previous name or description; null for other kinds. */
  before: v.nullable(v.string()),
  /** Of a `replaced` image: every possible successor. */
  candidates: v.array(candidateSchema),
})
export type Change = v.InferOutput<typeof changeSchema>

/** `GET /api/changes`, newest first. */
export const changesAnswerSchema = v.object({
  changes: v.array(changeSchema),
  /** Whether older matching changes were left out. */
  more: v.boolean(),
})
export type ChangesAnswer = v.InferOutput<typeof changesAnswerSchema>
