import { expect, test } from 'vitest'

import { changeHaystack, imageHaystack, searchPattern, searchTerms } from './search.ts'

test.each([
  ['', []],
  [' \t ', []],
  ['WordPress  6.8', ['wordpress', '6.8']],
  ['"exact  Phrase" ｗｏｒｄ', ['exact  phrase', 'word']],
  ['half "a phrase', ['half', '"a', 'phrase']],
  ['""', ['""']],
  ['a"b c"', ['a"b', 'c"']],
])('%j has the terms %j', (query, terms) => {
  expect(searchTerms(query)).toEqual(terms)
})

test.each([
  ['/word.*/', 'word.*'],
  [' /a b/ ', 'a b'],
  ['/', undefined],
  ['//', undefined],
  ['a/b/', undefined],
])('%j has the pattern %j', (query, pattern) => {
  expect(searchPattern(query)).toBe(pattern)
})

const IMAGE = {
  regionId: 'cn-hangzhou',
  imageId: 'm-1',
  imageName: 'Ｄebian 12',
  imageType: 'system',
  platform: 'Linux',
}
const WHEN = { firstSeenAt: '', lastSeenAt: '', state: 'current' } as const

test('no term matches across two fields', () => {
  const haystack = imageHaystack({ ...IMAGE, ...WHEN, description: 'Bookworm' })
  for (const found of ['debian 12', 'm-1', 'system', 'linux', 'cn-hangzhou', 'bookworm'])
    expect(haystack).toContain(found)
  expect(haystack).not.toMatch(/12 ?m-1/)
})

test('a change is found by its previous text and its possible successors', () => {
  const candidates = [{ regionId: 'cn-hangzhou', imageId: 'm-2', imageName: 'Debian 12' }]
  const change = {
    ...IMAGE,
    id: 'x',
    at: '',
    kind: 'replaced',
    before: 'Ｂｕｌｌｓｅｙｅ',
    candidates,
  } as const
  const haystack = changeHaystack(change)
  for (const found of ['debian 12', 'm-1', 'system', 'linux', 'cn-hangzhou', 'bullseye', 'm-2'])
    expect(haystack).toContain(found)
})
