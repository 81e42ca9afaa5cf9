import { count } from '../format-number.ts'

export const changes = {
  title: 'Changes',
  intro:
    'What changed between two complete readings of a region. The API has no dates: these are the ones of this server.',
  feed: 'Atom feed',
  empty: 'No changes yet',
  emptyHint: 'Changes are detected when a region is read a second time. A failed read records nothing.',
  noMatch: 'No changes match',
  kinds: {
    added: 'Added',
    removed: 'Removed',
    renamed: 'Renamed',
    described: 'Description changed',
    replaced: 'Likely replaced',
  },
  formerly: (before: string) => `formerly ${before}`,
  candidates: (candidates: number) =>
    count('en', candidates, { one: 'One candidate:', other: '# candidates, none is picked for you:' }),
  more: 'Older changes are not shown; narrow the filter to see them.',
  count: (changes: number) => count('en', changes, { one: '# change', other: '# changes' }),
}
