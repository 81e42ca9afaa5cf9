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

/** So many images make a piece: some 60 kB, written in about a millisecond. */
const IMAGES_IN_A_PIECE = 200

/** One image a line, as JSON, piece by piece. */
export function* ndjsonPieces(images: readonly Image[]): Generator<string> {
  for (const part of parts(images)) yield part.map((image) => `${JSON.stringify(image)}\n`).join('')
}

/** One image a line, under a header line, piece by piece. */
export function* csvPieces(images: readonly Image[]): Generator<string> {
  yield formatCsvLines([COLUMNS])
  for (const part of parts(images))
    yield formatCsvLines(part.map((image) => COLUMNS.map((column) => image[column])))
}

/** The whole answer as JSON, piece by piece. */
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
