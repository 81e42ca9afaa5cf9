import type { Image } from '#contract/images.ts'

import { logicalImageKey } from '../../image/image-name.ts'

/** One logical image over all regions: same type, platform and name, whatever the IDs are. */
export type MatrixRow = {
  /** Stable name of the row, for keys and selections. */
  key: string
  imageName: string
  imageType: string
  platform: string
  /** The images of each region that has some, by region ID; more than one where a name is there twice. */
  cells: ReadonlyMap<string, readonly Image[]>
  /** How many different IDs serve the row: 1 where one ID is good everywhere it is available. */
  distinctIds: number
}

/** Rows by name, then type, then platform; each with its cells. Every image stands in exactly one cell. */
export function matrixRows(images: readonly Image[]): MatrixRow[] {
  return [...Map.groupBy(images, logicalImageKey)]
    .flatMap(([key, group]) => (group[0] === undefined ? [] : [matrixRow(key, group[0], group)]))
    .sort(byName)
}

function matrixRow(key: string, first: Image, group: readonly Image[]): MatrixRow {
  return {
    key,
    imageName: first.imageName,
    imageType: first.imageType,
    platform: first.platform,
    cells: cellsOf(group),
    distinctIds: new Set(group.map(({ imageId }) => imageId)).size,
  }
}

function cellsOf(group: readonly Image[]): MatrixRow['cells'] {
  const cells = Map.groupBy(group, ({ regionId }) => regionId)
  for (const cell of cells.values())
    if (cell.length > 1) cell.sort((a, b) => (a.imageId < b.imageId ? -1 : 1))
  return cells
}

/** An ID of a row that has several: its number in the row, and how many regions it serves. */
export type IdGroup = { number: number; regions: number }

/** The IDs of a row, those that serve most regions first; none where one ID serves them all. */
export function idGroups({ cells, distinctIds }: MatrixRow): ReadonlyMap<string, IdGroup> {
  if (distinctIds === 1) return new Map()
  const regions = new Map<string, number>()
  for (const { imageId } of [...cells.values()].flat()) regions.set(imageId, (regions.get(imageId) ?? 0) + 1)
  const byUse = [...regions].sort(([, a], [, b]) => b - a)
  return new Map(byUse.map(([imageId, count], index) => [imageId, { number: index + 1, regions: count }]))
}

/** The images of some regions, in the order of rows and columns. */
export function imagesIn(rows: readonly MatrixRow[], columns: readonly string[]): Image[] {
  const images: Image[] = []
  for (const { cells } of rows)
    for (const regionId of columns) for (const image of cells.get(regionId) ?? []) images.push(image)
  return images
}

/** The IDs of a row, each with the regions it serves, in the order of the columns. */
export function regionsById(row: MatrixRow, columns: readonly string[]): ReadonlyMap<string, string[]> {
  const groups = Map.groupBy(imagesIn([row], columns), ({ imageId }) => imageId)
  return new Map([...groups].map(([imageId, images]) => [imageId, images.map(({ regionId }) => regionId)]))
}

/** The images of the rectangle between two cells, both included; `to` alone where `from` is not in the matrix. */
export function imagesBetweenCells(
  rows: readonly MatrixRow[],
  columns: readonly string[],
  isFrom: (image: Image) => boolean,
  isTo: (image: Image) => boolean,
): Image[] {
  const to = placeOf(rows, columns, isTo)
  if (to === undefined) return []
  const from = placeOf(rows, columns, isFrom)
  if (from === undefined) return imagesIn(rows, columns).filter(isTo)
  return imagesIn(
    rows.slice(Math.min(from.row, to.row), Math.max(from.row, to.row) + 1),
    columns.slice(Math.min(from.column, to.column), Math.max(from.column, to.column) + 1),
  )
}

function placeOf(
  rows: readonly MatrixRow[],
  columns: readonly string[],
  isWanted: (image: Image) => boolean,
): { row: number; column: number } | undefined {
  for (const [row, { cells }] of rows.entries()) {
    const column = columns.findIndex((regionId) => cells.get(regionId)?.some(isWanted) ?? false)
    if (column !== -1) return { row, column }
  }
  return undefined
}

const collator = new Intl.Collator('en', { numeric: true })

function byName(a: MatrixRow, b: MatrixRow): number {
  return (
    collator.compare(a.imageName, b.imageName) ||
    a.imageType.localeCompare(b.imageType) ||
    a.platform.localeCompare(b.platform) ||
    (a.key < b.key ? -1 : 1)
  )
}
