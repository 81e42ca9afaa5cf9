import * as v from 'valibot'

import { imagesAnswerSchema } from './images.ts'
import { regionsAnswerSchema, SOURCES } from './regions.ts'
import { sessionAnswerSchema } from './session.ts'

/** The ID of the element of the document that holds {@link bootstrapSchema} as JSON. */
export const BOOTSTRAP_ID = 'first-data'

/** Data embedded in the document for the first view, as far as the server had it at hand. */
export const bootstrapSchema = v.object({
  /** The server's time when it wrote the document, in ISO 8601. */
  now: v.string(),
  source: v.picklist(SOURCES),
  /** `GET /api/session`, if users sign in. */
  session: v.optional(sessionAnswerSchema),
  /** `GET /api/regions` */
  regions: v.optional(regionsAnswerSchema),
  /** `GET /api/images?region=`, with `region` as it is in the document's address. */
  images: v.optional(v.object({ region: v.string(), answer: imagesAnswerSchema })),
})
export type Bootstrap = v.InferOutput<typeof bootstrapSchema>
