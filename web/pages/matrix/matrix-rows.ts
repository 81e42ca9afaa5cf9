import type { Image } from '#contract/images.ts'

import { logicalImageKey } from '../../image/image-name.ts'

/** An image of the same type, platform and name in all regions; its IDs may differ. */
export type MatrixRow = {
  key: string
  imageName: string
  imageType: string
  platform: string
  /** By region ID; regions without the image are absent, and a duplicate name gives a region several images. */
  cells: ReadonlyMap<string, readonly Image[]>
  /** 1 if the same ID is valid in every region that has the image. */
  distinctIds: number
}

/** Groups images into rows, sorted by name, type and platform. Every image is in exactly one cell. */
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
    cells: groupCells(group),
    distinctIds: new Set(group.map(({ imageId }) => imageId)).size,
  }
}

function groupCells(group: readonly Image[]): MatrixRow['cells'] {
  const cells = Map.groupBy(group, ({ regionId }) => regionId)
  for (const cell of cells.values())
    if (cell.length > 1) cell.sort((a, b) => (a.imageId < b.imageId ? -1 : 1))
  return cells
}

/** An ID in a row with several IDs: its number in the row, and how many regions use it. */
export type IdGroup = { number: number; regions: number }

/** The IDs of a row, most used first; empty if the row has only one ID. */
export function idGroups({ cells, distinctIds }: MatrixRow): ReadonlyMap<string, IdGroup> {
  if (distinctIds === 1) return new Map()
  const regions = new Map<string, number>()
  for (const { imageId } of [...cells.values()].flat()) regions.set(imageId, (regions.get(imageId) ?? 0) + 1)
  const byUse = [...regions].sort(([, a], [, b]) => b - a)
  return new Map(byUse.map(([imageId, count], index) => [imageId, { number: index + 1, regions: count }]))
}

/** The images in some columns, by row, then by column. */
export function imagesIn(rows: readonly MatrixRow[], columns: readonly string[]): Image[] {
  const images: Image[] = []
  for (const { cells } of rows)
    for (const regionId of columns) for (const image of cells.get(regionId) ?? []) images.push(image)
  return images
}

/** The regions of each ID of a row, in the order of the columns. */
export function regionsById(row: MatrixRow, columns: readonly string[]): ReadonlyMap<string, string[]> {
  const groups = Map.groupBy(imagesIn([row], columns), ({ imageId }) => imageId)
  return new Map([...groups].map(([imageId, images]) => [imageId, images.map(({ regionId }) => regionId)]))
}

/** The images in the rectangle between two cells, inclusive; only those of `to` if `from` is not in the matrix. */
export function imagesBetweenCells(
  rows: readonly MatrixRow[],
  columns: readonly string[],
  isFrom: (image: Image) => boolean,
  isTo: (image: Image) => boolean,
): Image[] {
  const to = findCell(rows, columns, isTo)
  if (to === undefined) return []
  const from = findCell(rows, columns, isFrom)
  if (from === undefined) return imagesIn(rows, columns).filter(isTo)
  return imagesIn(
    rows.slice(Math.min(from.row, to.row), Math.max(from.row, to.row) + 1),
    columns.slice(Math.min(from.column, to.column), Math.max(from.column, to.column) + 1),
  )
}

function findCell(
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
