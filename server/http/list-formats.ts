import { formatCsv } from '#contract/csv.ts'
import type { Image } from '#contract/images.ts'

const COLUMNS = [
  'regionId',
  'imageId',
  'imageName',
  'imageType',
  'platform',
  'description',
  'state',
  'firstSeenAt',
  'lastSeenAt',
] as const satisfies (keyof Image)[]

/** One image a line, as JSON. */
export function formatNdjson(images: readonly Image[]): string {
  return images.map((image) => `${JSON.stringify(image)}\n`).join('')
}

/** One image a line, under a header line. */
export function formatImagesCsv(images: readonly Image[]): string {
  return formatCsv(
    COLUMNS,
    images.map((image) => COLUMNS.map((column) => image[column])),
  )
}
