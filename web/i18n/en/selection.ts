import { count, numberTemplate } from '../format-number.ts'

const english = numberTemplate('en')

export const selection = {
  title: 'Selected images',
  count: (images: number) => count('en', images, { one: '# image selected', other: '# images selected' }),
  regions: (regions: number) => english`in ${regions} regions`,
  full: (most: number) => english`No more than ${most} images can be selected.`,
  selectAll: (images: number, selected: number) =>
    english`Select all ${count('en', images, { one: '# image', other: '# images' })}, ${selected} selected`,
  all: 'Select all',
  copyIds: (ids: number) => count('en', ids, { one: 'Copy # image ID', other: 'Copy # image IDs' }),
  copyAs: 'Copy as…',
  copyLink: 'Copy link',
  tooLong: (most: number) => english`A link holds up to ${most} images`,
  sameNamed: (images: number) => english`${images} share a name`,
  clear: 'Clear selection',
  cleared: 'Selection cleared',
  fromLink: (found: number, missing: number) =>
    `The link selected ${count('en', found, { one: '# image', other: '# images' })}.` +
    (missing === 0 ? '' : english` ${missing} of its entries could not be found.`),
  restore: (images: number) => english`Restore the ${images} selected before`,
}
