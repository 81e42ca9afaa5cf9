import * as v from 'valibot'

import { type Change, changeSchema } from '#contract/changes.ts'
import type { Image } from '#contract/images.ts'

import type { RegionListing } from '../cloud.ts'

/** A ListRegions answer in one language, and when it came. */
export type StoredListing = { language: string; fetchedAtMs: number; regions: RegionListing['regions'] }

/** One row of `images`: its place in the list, or null where it is gone. */
type StoredImage = { image: Image; position: number | null }

/** The columns of `images` in the order that {@link imageReader} reads and {@link columnsOf} writes them in. */
export const IMAGE_COLUMNS =
  'region_id, image_id, image_name, image_type, platform, description, first_seen_at, last_seen_at, position'

/**
 * Reads rows of `images`, which are many at start: by hand, since a schema takes ten times as long; the tables are STRICT.
 * Equal texts become one, as dates and names are the same in most regions.
 */
export function imageReader(): (row: unknown) => StoredImage {
  const texts = new Map<string, string>()

  function text(value: unknown): string {
    if (typeof value !== 'string') throw new TypeError('a column of images should be a text')
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

/** The columns of an image but its position. */
export function columnsOf(image: Image): string[] {
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

/** A snapshot of the store, without its images. */
export function parseStoredSnapshot(row: unknown) {
  const { region_id, fetched_at_ms, request_id, dropped, version } = v.parse(snapshotRow, row)
  return { regionId: region_id, fetchedAtMs: fetched_at_ms, requestId: request_id, dropped, version }
}

const changeRow = v.object({ body: v.pipe(v.string(), v.parseJson(), changeSchema) })

/** None where it cannot be read: changes stand each for itself, so the others are as good without it. */
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

/** None where it cannot be read: the cloud is asked again. */
export function parseStoredListing(row: unknown): StoredListing[] {
  const parsed = v.safeParse(listingRow, row)
  if (!parsed.success) return []
  const { language, fetched_at_ms, regions } = parsed.output
  return [{ language, fetchedAtMs: fetched_at_ms, regions }]
}
