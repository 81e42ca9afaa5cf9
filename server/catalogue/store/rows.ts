import * as v from 'valibot'

import { type Change, changeSchema } from '#contract/changes.ts'
import type { Image } from '#contract/images.ts'

/** A ListRegions response in one language. */
export type StoredListing = {
  language: string
  fetchedAtMs: number
  regions: readonly { regionId: string; localName: string }[]
}

/** A row of `images`. `position` is the index in the listing, null for a removed image. */
type StoredImage = { image: Image; position: number | null }

/** The columns of `images` in the order used by {@link createImageReader} and {@link imageColumns}. */
export const IMAGE_COLUMNS =
  'region_id, image_id, image_name, image_type, platform, description, first_seen_at, last_seen_at, position'

/**
 * Returns a parser for rows of `images`. Hand-written, because a schema takes ten times as long at start, and safe,
 * because the tables are STRICT. Interns strings: most names and dates repeat in every region.
 */
export function createImageReader(): (row: unknown) => StoredImage {
  const texts = new Map<string, string>()

  function text(value: unknown): string {
    if (typeof value !== 'string') throw new TypeError('a column of images should be text')
    const known = texts.get(value)
    if (known !== undefined) return known
    texts.set(value, value)
    return value
  }

  return (row) => {
    const columns: readonly unknown[] = Array.isArray(row) ? row : []
    const position = columns[8]
    return {
      position: typeof position === 'number' ? position : null,
      image: {
        regionId: text(columns[0]),
        imageId: text(columns[1]),
        imageName: text(columns[2]),
        imageType: text(columns[3]),
        platform: text(columns[4]),
        description: text(columns[5]),
        firstSeenAt: text(columns[6]),
        lastSeenAt: text(columns[7]),
        state: typeof position === 'number' ? 'current' : 'gone',
      },
    }
  }
}

/** All columns except `position`. */
export function imageColumns(image: Image): string[] {
  const { regionId, imageId, imageName, imageType, platform, description, firstSeenAt, lastSeenAt } = image
  return [regionId, imageId, imageName, imageType, platform, description, firstSeenAt, lastSeenAt]
}

const snapshotRow = v.object({
  region_id: v.string(),
  fetched_at_ms: v.number(),
  request_id: v.nullable(v.string()),
  dropped: v.number(),
  version: v.string(),
})

/** Parses a row of `snapshots`; the images are in rows of their own. */
export function parseStoredSnapshot(row: unknown) {
  const { region_id, fetched_at_ms, request_id, dropped, version } = v.parse(snapshotRow, row)
  return { regionId: region_id, fetchedAtMs: fetched_at_ms, requestId: request_id, dropped, version }
}

const changeRow = v.object({ body: v.pipe(v.string(), v.parseJson(), changeSchema) })

/** An unreadable change is skipped; the others do not depend on it. */
export function parseStoredChange(row: unknown): Change[] {
  const parsed = v.safeParse(changeRow, row)
  return parsed.success ? [parsed.output.body] : []
}

const listingRow = v.object({
  language: v.string(),
  fetched_at_ms: v.number(),
  regions: v.pipe(
    v.string(),
    v.parseJson(),
    v.array(v.object({ regionId: v.string(), localName: v.string() })),
  ),
})

/** An unreadable listing is skipped, and fetched again. */
export function parseStoredListing(row: unknown): StoredListing[] {
  const parsed = v.safeParse(listingRow, row)
  if (!parsed.success) return []
  const { language, fetched_at_ms, regions } = parsed.output
  return [{ language, fetchedAtMs: fetched_at_ms, regions }]
}
