import { count } from '../plural.ts'

/** The images that the operator has selected. */
export const selection = {
  title: 'Selected images',
  count: (images: number) => count('en', images, { one: '# image selected', other: '# images selected' }),
  regions: (regions: number) => `in ${regions} regions`,
  full: (most: number) => `No more than ${most} images can be selected.`,
  selectAll: (images: number, selected: number) =>
    `Select all ${count('en', images, { one: '# image', other: '# images' })}, ${selected} selected`,
  all: 'Select all',
  copyIds: (ids: number) => count('en', ids, { one: 'Copy # image ID', other: 'Copy # image IDs' }),
  copyAs: 'Copy as…',
  copyLink: 'Copy link',
  tooLong: (most: number) => `A link holds up to ${most} images`,
  sameNamed: (images: number) => `${images} share a name`,
  clear: 'Clear selection',
  cleared: 'Selection cleared',
  fromLink: (found: number, missing: number) =>
    `The link selected ${count('en', found, { one: '# image', other: '# images' })}.` +
    (missing === 0 ? '' : ` ${missing} of its entries could not be found.`),
  restore: (images: number) => `Restore the ${images} selected before`,
}
