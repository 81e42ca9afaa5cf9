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
  compareTitle: 'Compare two regions',
  compareIntro: 'What only one of two regions has, and what carries the same name under another ID.',
  firstRegion: 'First region',
  secondRegion: 'Second region',
  chooseTwo: 'Choose two regions to compare.',
  onlyIn: (regionId: string) => `Only in ${regionId}`,
  otherId: 'Same name, another ID',
  sameIds: (images: number) =>
    count('en', images, {
      one: '# image has the same ID in both',
      other: '# images have the same ID in both',
    }),
  none: 'None.',
  swap: 'Swap regions',
}
