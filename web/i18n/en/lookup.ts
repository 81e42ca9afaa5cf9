import { count, numberTemplate } from '../format-number.ts'

const english = numberTemplate('en')

export const lookup = {
  title: 'Look up IDs',
  intro:
    'Paste a list of IDs, a Terraform file, YAML, or a log. Every image ID in it is looked up in all regions. The text stays between this page and its server: it goes into no address and no log.',
  box: 'Image IDs or any text that holds them',
  submit: 'Look up',
  results: 'Lookup results',
  imageId: 'Image ID',
  state: 'State',
  image: 'Image',
  regions: 'Regions',
  next: 'What to do',
  states: { current: 'Current', gone: 'Gone', never: 'Never seen' },
  goneSince: (date: string) => `Gone since ${date}`,
  neverSeen: 'Never seen in any region that has been read',
  unknownRegions: (regions: number) =>
    count('en', regions, {
      one: '# region has not been read yet; it may have the IDs that were never seen.',
      other: '# regions have not been read yet; they may have the IDs that were never seen.',
    }),
  likely: 'Likely replaced by',
  likelyOneOf: (candidates: number) =>
    english`Likely replaced by one of these ${candidates}; the choice is yours:`,
  noSuccessor: 'The region has no other image with that name.',
  found: (ids: number) => count('en', ids, { one: '# image ID found', other: '# image IDs found' }),
  none: 'No image IDs in this text',
  noneHint: 'An image ID has 32 hexadecimal digits, or starts with m- for a custom image.',
  truncated: 'Only the first 5,000 image IDs were looked up.',
  tooLong: 'This text is larger than 1 MiB. Look it up in parts.',
  copyRepaired: 'Copy repaired list',
  repairedHint:
    'Every ID that is gone and has exactly one candidate is replaced by it; the rest stays as it is.',
  copiedRepaired: (ids: number) =>
    count('en', ids, { one: 'Copied # image ID', other: 'Copied # image IDs' }),
  live: 'Live check',
  liveHint:
    'What is shown is as old as the last read of each region. A live check asks Alibaba Cloud for just these IDs, as the quota allows.',
  liveTakes: (minutes: number) =>
    `Checking all regions takes about ${count('en', minutes, { one: '# minute', other: '# minutes' })}; it can be cancelled at any time.`,
  tooManyCalls: (calls: number, most: number) =>
    english`Checking all regions would take ${calls} calls, and a live check makes at most ${most}. Look up fewer IDs at a time.`,
  checkIn: (regions: number, calls: number) =>
    `Check live in ${count('en', regions, { one: '# region', other: '# regions' })} (${count('en', calls, { one: '# call', other: '# calls' })})`,
  checkAll: (regions: number, calls: number) =>
    english`Check live in all ${regions} regions (${count('en', calls, { one: '# call', other: '# calls' })})`,
  checkedOf: (done: number, all: number) =>
    english`Checked ${done} of ${count('en', all, { one: '# region', other: '# regions' })}`,
  nextCall: (seconds: number) => english`next call in ${seconds} s`,
  asking: 'asking…',
  cancel: 'Cancel',
  cancelled: (done: number, all: number) =>
    english`Cancelled after ${done} of ${count('en', all, { one: '# region', other: '# regions' })}; the results so far are shown.`,
  liveDone: (regions: number) =>
    `Checked live in ${count('en', regions, { one: '# region', other: '# regions' })}`,
  interrupted: 'The check ended early; the results so far are shown.',
}
