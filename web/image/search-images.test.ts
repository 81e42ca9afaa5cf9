import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { Image } from '#contract/images.ts'
import { imageHaystack } from '#contract/search.ts'

import { parseSearch } from './search-images.ts'

const image: Image = {
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
const finds = (query: string) => parseSearch(query).matches(imageHaystack(image))

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
  ])('finds %s', (query) => expect(finds(query)).toBe(true))
  test.each(['drupal', 'wordpress drupal', '"6.8 wordpress"', '/^linux word/'])('does not find %s', (query) =>
    expect(finds(query)).toBe(false),
  )
  test.each(['/(a+)+$/', '/[/', `/${'a'.repeat(101)}/`, '/(a|a)*b/', '/(?=a)/'])(
    'takes the pattern %s as text, and says so',
    (query) => expect(parseSearch(query).isBadPattern).toBe(true),
  )
  test('marks what it found', () => {
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
