import * as v from 'valibot'

import { imagesAnswerSchema } from './images.ts'
import { regionsAnswerSchema, SOURCES } from './regions.ts'
import { sessionAnswerSchema } from './session.ts'

/** The ID of the element of the document that holds {@link bootstrapSchema} as JSON. */
export const BOOTSTRAP_ID = 'first-data'

/** What the document brings along, so that the first view asks for nothing: as much as the server had at hand. */
export const bootstrapSchema = v.object({
  /** The server's time when it wrote the document, in ISO 8601. */
  now: v.string(),
  source: v.picklist(SOURCES),
  /** `GET /api/session`, where there is anything to sign in to. */
  session: v.optional(sessionAnswerSchema),
  /** `GET /api/regions` */
  regions: v.optional(regionsAnswerSchema),
  /** `GET /api/images?region=` of the region or regions in the address of the document, written as there. */
  images: v.optional(v.object({ region: v.string(), answer: imagesAnswerSchema })),
})
export type Bootstrap = v.InferOutput<typeof bootstrapSchema>
