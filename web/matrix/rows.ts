import type { Image } from '#contract/images.ts'

import { logicalKey } from '../images/logical-image.ts'

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
  return [...Map.groupBy(images, logicalKey)]
    .flatMap(([key, group]) => (group[0] === undefined ? [] : [matrixRow(key, group[0], group)]))
    .sort(byName)
}

function matrixRow(key: string, first: Image, group: readonly Image[]): MatrixRow {
  return {
    key,
    imageName: first.imageName,
    imageType: first.imageType,
    platform: first.platform,
    cells: Map.groupBy(group, ({ regionId }) => regionId),
    distinctIds: new Set(group.map(({ imageId }) => imageId)).size,
  }
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
