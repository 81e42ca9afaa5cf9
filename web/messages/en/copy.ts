import { count } from '../plural.ts'

/** Copying: what is said when it worked, and when it did not. */
export const copy = {
  copy: 'Copy',
  copyId: (imageName: string, regionId: string) => `Copy image ID of ${imageName} in ${regionId}`,
  copiedId: (imageName: string) => `Copied image ID of ${imageName}`,
  copiedIds: (ids: number) => count('en', ids, { one: 'Copied # image ID', other: 'Copied # image IDs' }),
  failed: 'Not copied. The text is selected: press Ctrl+C or ⌘C.',
  dismiss: 'Dismiss',
  asOf: (age: string) => `From data of ${age}. Refresh to be sure.`,
}
