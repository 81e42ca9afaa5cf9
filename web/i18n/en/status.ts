import { count, numberTemplate } from '../format-number.ts'

const english = numberTemplate('en')

export const status = {
  title: 'Status',
  source: { live: 'Alibaba Cloud account', sample: 'Sample catalog' },
  accessKey: 'AccessKey ID',
  unknownKey: 'not read yet',
  started: 'Server started',
  quota: 'Calls of the last 60 s',
  quotaHint:
    'Alibaba Cloud documents 10 calls a minute for each operation and account; this server keeps below that.',
  spent: (spent: number, limit: number) => english`${spent} of ${limit} used`,
  nextFree: (seconds: number) => english`next free call in ${seconds} s`,
  freeNow: 'a call is free now',
  throttled: 'Alibaba Cloud asked this server to wait',
  sweep: 'Background refresh',
  sweepOff: 'Switched off (SWAS_SWEEP=off).',
  sweepProgress: (done: number, total: number) => english`${done} of ${total} regions fresh`,
  sweepNext: (seconds: number) => english`next in ${seconds} s`,
  store: 'How the data is kept',
  storeFile: 'In a file on the server; it survives a restart.',
  storeMemory: 'In memory only; lost on a restart.',
  images: (images: number) => count('en', images, { one: '# image', other: '# images' }),
  changes: (changes: number) => count('en', changes, { one: '# change', other: '# changes' }),
  retention: (days: number) => count('en', days, { one: 'kept for # day', other: 'kept for # days' }),
  setAside: (reason: string) => `An older file was set aside: ${reason}`,
  regions: 'Regions',
  region: 'Region',
  state: 'State',
  states: { fresh: 'Fresh', stale: 'Stale', failed: 'Failed', never: 'Not read yet' },
  age: 'Age',
  imageCount: 'Images',
  lastError: 'Last error',
}
