import { count, numberTemplate } from '../format-number.ts'

const english = numberTemplate('en')

export const matrix = {
  title: 'Region matrix',
  intro:
    'One row per image, one column per region: the ID to use there, or a hole where the image is missing.',
  table: 'Image IDs by region',
  image: 'Image',
  notAvailable: (regionId: string) => `not available in ${regionId}`,
  notKnownYet: (regionId: string) => `${regionId} has not been read yet`,
  keys: 'Arrow keys move between cells, Space selects, Enter opens, C copies.',
  oneId: (regions: number, all: number) =>
    regions === all
      ? 'one ID everywhere'
      : `one ID in ${count('en', regions, { one: '# region', other: '# regions' })}`,
  manyIds: (ids: number, regions: number) =>
    `${count('en', ids, { one: '# ID', other: '# IDs' })} in ${count('en', regions, { one: '# region', other: '# regions' })}`,
  sameId: (id: number, regions: number) => english`ID ${id} · same in ${regions} regions`,
  onlyHere: 'only in this region',
  copyRow: (imageName: string) => `Copy row ${imageName} as a region map`,
  moreRow: (imageName: string) => `More forms of row ${imageName}`,
  copyColumn: (regionId: string) => `Copy column ${regionId}`,
  moreColumn: (regionId: string) => `More forms of column ${regionId}`,
  copied: (what: string) => `Copied ${what}`,
  columns: 'Columns',
  showColumn: (regionId: string) => `Show ${regionId}`,
  moveLeft: (regionId: string) => `Move ${regionId} left`,
  moveRight: (regionId: string) => `Move ${regionId} right`,
  allColumns: 'Show all regions',
  rows: (rows: number) => count('en', rows, { one: '# image', other: '# images' }),
  compare: 'Compare two regions',
}
