import * as v from 'valibot'

import { changeSchema } from '#contract/changes.ts'

const imageRow = v.object({
  region_id: v.string(),
  image_id: v.string(),
  image_name: v.string(),
  image_type: v.string(),
  platform: v.string(),
  description: v.string(),
  first_seen_at: v.string(),
  last_seen_at: v.string(),
  position: v.nullable(v.number()),
})
const snapshotRow = v.object({
  region_id: v.string(),
  fetched_at_ms: v.number(),
  request_id: v.nullable(v.string()),
  dropped: v.number(),
  version: v.string(),
})
const json = v.pipe(
  v.string(),
  v.transform((text): unknown => JSON.parse(text)),
)
const changeRow = v.object({ body: v.pipe(json, changeSchema) })
const listingRow = v.object({
  language: v.string(),
  fetched_at_ms: v.number(),
  regions: v.pipe(json, v.array(v.object({ regionId: v.string(), localName: v.string() }))),
})

/** An image of the store. Its state follows from its position. */
export function parseStoredImage(row: unknown) {
  const { position, ...columns } = v.parse(imageRow, row)
  const image = {
    regionId: columns.region_id,
    imageId: columns.image_id,
    imageName: columns.image_name,
    imageType: columns.image_type,
    platform: columns.platform,
    description: columns.description,
    firstSeenAt: columns.first_seen_at,
    lastSeenAt: columns.last_seen_at,
    state: 'current' as const,
  }
  return { image, position }
}

/** A snapshot of the store, without its images. */
export function parseStoredSnapshot(row: unknown) {
  const { region_id, fetched_at_ms, request_id, dropped, version } = v.parse(snapshotRow, row)
  return { regionId: region_id, fetchedAtMs: fetched_at_ms, requestId: request_id, dropped, version }
}

export function parseStoredChange(row: unknown) {
  return v.parse(changeRow, row).body
}

export function parseStoredListing(row: unknown) {
  const { language, fetched_at_ms, regions } = v.parse(listingRow, row)
  return { language, fetchedAtMs: fetched_at_ms, regions }
}
