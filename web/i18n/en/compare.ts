import { count } from '../format-number.ts'

export const compare = {
  title: 'Compare two regions',
  intro: 'What only one of two regions has, and what carries the same name under another ID.',
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
