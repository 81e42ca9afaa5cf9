import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  formatLinkedSelection,
  MAX_LINKED_IMAGES,
  parseLinkedSelection,
  linkedSelectionUrl,
} from './selection-link.ts'

const images = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ regionId: 'cn-hangzhou', imageId: `m-${index}` }))

describe('a selection in a link', () => {
  test('is readable for ordinary IDs', () => {
    expect(
      formatLinkedSelection([
        { regionId: 'cn-hangzhou', imageId: '794c230f' },
        { regionId: 'us-west-1', imageId: 'm-bp1' },
      ]),
    ).toBe('cn-hangzhou:794c230f,us-west-1:m-bp1')
  })

  test('parses back in order, whatever the IDs', () => {
    const image = fc.record({
      regionId: fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/),
      imageId: fc.stringMatching(/^[!-~]{1,40}$/),
    })
    const key = ({ regionId, imageId }: { regionId: string; imageId: string }) => `${regionId}:${imageId}`
    fc.assert(
      fc.property(
        fc.uniqueArray(image, { minLength: 1, maxLength: MAX_LINKED_IMAGES, selector: key }),
        (chosen) => {
          const sel = formatLinkedSelection(chosen) ?? ''
          const url = new URL('http://127.0.0.1/images')
          url.searchParams.set('sel', sel)
          const read = new URL(url.href).searchParams.get('sel') ?? ''
          expect(parseLinkedSelection(read)).toEqual({ images: chosen, ignored: [] })
        },
      ),
    )
  })

  test('holds up to 20 images', () => {
    expect(formatLinkedSelection(images(20))).toBeDefined()
    expect(formatLinkedSelection(images(21))).toBeUndefined()
    expect(formatLinkedSelection([])).toBeUndefined()
  })

  test('parses the first 20 of a longer one, and reports the rest', () => {
    const text = images(22)
      .map(({ regionId, imageId }) => `${regionId}:${imageId}`)
      .join(',')
    const parsed = parseLinkedSelection(text)
    expect(parsed.images).toEqual(images(20))
    expect(parsed.ignored).toEqual(['cn-hangzhou:m-20', 'cn-hangzhou:m-21'])
  })

  test.each([
    'x',
    ':x',
    'cn-hangzhou:',
    'CN:x',
    'cn-hangzhou:%',
    'cn-hangzhou:a b',
    'cn-hangzhou:%0A',
    'cn-hangzhou:杭',
  ])('ignores %j, and reports it', (part) => {
    expect(parseLinkedSelection(`${part},us-west-1:a`)).toEqual({
      images: [{ regionId: 'us-west-1', imageId: 'a' }],
      ignored: [part],
    })
  })

  test('drops duplicates', () => {
    expect(parseLinkedSelection('a:x,a:x,a:%78')).toEqual({
      images: [{ regionId: 'a', imageId: 'x' }],
      ignored: [],
    })
    expect(parseLinkedSelection('')).toEqual({ images: [], ignored: [] })
  })
})

test('a link replaces the selection in the URL', () => {
  const selected = [{ regionId: 'us-west-1', imageId: 'm-1' }]
  expect(linkedSelectionUrl('https://x.example/images?region=all&sel=cn-hangzhou:a', selected)).toBe(
    'https://x.example/images?region=all&sel=us-west-1:m-1',
  )
  expect(linkedSelectionUrl('https://x.example/images', selected)).toBe(
    'https://x.example/images?sel=us-west-1:m-1',
  )
  expect(linkedSelectionUrl('https://x.example/images', [])).toBeUndefined()
})
