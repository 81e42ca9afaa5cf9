import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { Image } from '#contract/images.ts'
import { imageHaystack } from '#contract/search.ts'

import { parseSearch, prepareSearch, searchImages } from './search-images.ts'

const WORDPRESS: Image = {
  regionId: 'cn-hangzhou',
  imageId: 'a'.repeat(32),
  imageName: 'WordPress-6.8.3',
  imageType: 'app',
  platform: 'Linux',
  description: '开源博客程序，基于ＰＨＰ 8.2',
  firstSeenAt: '',
  lastSeenAt: '',
  state: 'current',
}
const matches = (query: string) => parseSearch(query).matches(imageHaystack(WORDPRESS))

describe('a search', () => {
  test.each([
    'wordpress',
    'WORD 6.8',
    '博客',
    'php 8.2',
    'ｐｈｐ',
    '"php 8.2"',
    '/word.*\\d/',
    'cn-hang',
    '',
    '  ',
  ])('finds %s', (query) => expect(matches(query)).toBe(true))
  test.each(['drupal', 'wordpress drupal', '"6.8 wordpress"', '/^linux word/'])('does not find %s', (query) =>
    expect(matches(query)).toBe(false),
  )
  test.each(['/(a+)+$/', '/[/', `/${'a'.repeat(101)}/`, '/(a|a)*b/', '/(?=a)/'])(
    'searches for the pattern %s as text, and says so',
    (query) => expect(parseSearch(query).isBadPattern).toBe(true),
  )
  test('marks what it matches', () => {
    expect(parseSearch('press word').rangesIn('WordPress-6')).toEqual([[0, 9]])
    expect(parseSearch('/\\d/').rangesIn('a1b2')).toEqual([
      [1, 2],
      [3, 4],
    ])
  })
  test('marks in order, without overlaps, within the text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ unit: 'grapheme' }), (query, text) => {
        let at = 0
        for (const [start, end] of parseSearch(query).rangesIn(text)) {
          expect(start).toBeGreaterThanOrEqual(at)
          expect(end).toBeGreaterThan(start)
          at = end
        }
        expect(at).toBeLessThanOrEqual(text.length)
      }),
    )
  })
})

const namedImage = (imageName: string, index: number): Image => ({
  ...WORDPRESS,
  imageId: `m-${index}`,
  imageName,
  imageType: 'system',
  description: '',
})

// Few letters, so that searches overlap, and the characters of phrases, patterns and words.
const text = fc.string({
  unit: fc.constantFrom(
    'a',
    'b',
    'B',
    ' ',
    '"',
    '/',
    '.',
    '1',
    String.raw`\d`,
    String.raw`\D`,
    '+',
    'é',
    '\u0301',
  ),
  maxLength: 6,
})

test('earlier searches do not change the result of a search', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 12 }), fc.array(text, { maxLength: 12 }), (names, typed) => {
      const images = names.map(namedImage)
      // Each search is typed and deleted letter by letter.
      const queries = typed.flatMap((query) => {
        const letters = Array.from({ length: query.length + 1 }, (_, end) => query.slice(0, end))
        return [...letters, ...letters.toReversed()]
      })
      for (const query of queries) {
        const search = parseSearch(query)
        expect(searchImages(images, search)).toEqual(
          images.filter((one) => search.matches(imageHaystack(one))),
        )
      }
    }),
  )
})

test('a longer search looks only through the images found before', () => {
  const images = ['alpha', 'alps', 'beta'].map(namedImage)
  const asked: string[] = []
  const watched = (query: string) => {
    const search = parseSearch(query)
    return {
      ...search,
      matches: (haystack: string) => {
        asked.push(haystack.split('\n')[0] ?? '')
        return search.matches(haystack)
      },
    }
  }
  searchImages(images, watched('al'))
  asked.length = 0
  expect(searchImages(images, watched('alp')).map(({ imageName }) => imageName)).toEqual(['alpha', 'alps'])
  expect(asked).toEqual(['alpha', 'alps'])
  expect(searchImages(images, watched('al')).length).toBe(2)
  expect(asked.length).toBe(2)
})

test('a list is folded in small batches, and a search then reads no image', () => {
  let reads = 0
  const watched = Array.from({ length: 1000 }, (_, index) => {
    const plain = namedImage(`Name ${index}`, index)
    return Object.defineProperty({ ...plain }, 'imageName', { get: () => ((reads += 1), plain.imageName) })
  })
  const idle: (() => void)[] = []
  prepareSearch(watched, (work) => idle.push(work))
  expect(reads).toBe(0)
  idle.shift()?.()
  expect(reads).toBeLessThan(watched.length / 2)
  while (idle.length > 0) idle.shift()?.()
  expect(reads).toBe(watched.length)
  expect(searchImages(watched, parseSearch('name 99')).length).toBeGreaterThan(0)
  expect(reads).toBe(watched.length)
})

test('folding stops when the list is replaced', () => {
  const idle: (() => void)[] = []
  const stop = prepareSearch(
    Array.from({ length: 1000 }, (_, index) => namedImage(`Name ${index}`, index)),
    (work) => idle.push(work),
  )
  idle.shift()?.()
  expect(idle).toHaveLength(1)
  stop()
  idle.shift()?.()
  expect(idle).toEqual([])
})
