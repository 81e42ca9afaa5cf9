import { formatCsvLines } from '#contract/csv.ts'
import type { Image, ImagesAnswer } from '#contract/images.ts'

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

/** Images per piece: about 60 kB, serialized in about a millisecond. */
const IMAGES_IN_A_PIECE = 200

/** One JSON image per line. */
export function* ndjsonPieces(images: readonly Image[]): Generator<string> {
  for (const part of parts(images)) yield part.map((image) => `${JSON.stringify(image)}\n`).join('')
}

/** A header line, then one image per line. */
export function* csvPieces(images: readonly Image[]): Generator<string> {
  yield formatCsvLines([COLUMNS])
  for (const part of parts(images))
    yield formatCsvLines(part.map((image) => COLUMNS.map((column) => image[column])))
}

/** The whole response as JSON. */
export function* jsonPieces({ images, total, regions }: ImagesAnswer): Generator<string> {
  let before = '{"images":['
  for (const part of parts(images)) {
    yield before + JSON.stringify(part).slice(1, -1)
    before = ','
  }
  yield `${images.length === 0 ? before : ''}],"total":${total},"regions":${JSON.stringify(regions)}}`
}

function* parts(images: readonly Image[]): Generator<readonly Image[]> {
  for (let start = 0; start < images.length; start += IMAGES_IN_A_PIECE)
    yield images.slice(start, start + IMAGES_IN_A_PIECE)
}
