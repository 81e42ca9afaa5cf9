import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  formatSharedSelection,
  MOST_SHARED,
  parseSharedSelection,
  sharedSelectionUrl,
} from './selection-link.ts'

const places = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ regionId: 'cn-hangzhou', imageId: `m-${index}` }))

describe('the selection in a link', () => {
  test('reads well for ordinary IDs', () => {
    expect(
      formatSharedSelection([
        { regionId: 'cn-hangzhou', imageId: '794c230f' },
        { regionId: 'us-west-1', imageId: 'm-bp1' },
      ]),
    ).toBe('cn-hangzhou:794c230f,us-west-1:m-bp1')
  })

  test('comes back in its order, whatever the IDs', () => {
    const place = fc.record({
      regionId: fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/),
      imageId: fc.stringMatching(/^[!-~]{1,40}$/),
    })
    const key = ({ regionId, imageId }: { regionId: string; imageId: string }) => `${regionId}:${imageId}`
    fc.assert(
      fc.property(
        fc.uniqueArray(place, { minLength: 1, maxLength: MOST_SHARED, selector: key }),
        (chosen) => {
          const sel = formatSharedSelection(chosen) ?? ''
          const url = new URL('http://127.0.0.1/images')
          url.searchParams.set('sel', sel)
          const read = new URL(url.href).searchParams.get('sel') ?? ''
          expect(parseSharedSelection(read)).toEqual({ places: chosen, ignored: [] })
        },
      ),
    )
  })

  test('carries 20 images, and no longer selection', () => {
    expect(formatSharedSelection(places(20))).toBeDefined()
    expect(formatSharedSelection(places(21))).toBeUndefined()
    expect(formatSharedSelection([])).toBeUndefined()
  })

  test('gives the first 20 of a longer one, and says what it left', () => {
    const text = places(22)
      .map(({ regionId, imageId }) => `${regionId}:${imageId}`)
      .join(',')
    const read = parseSharedSelection(text)
    expect(read.places).toEqual(places(20))
    expect(read.ignored).toEqual(['cn-hangzhou:m-20', 'cn-hangzhou:m-21'])
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
  ])('ignores %j, and says so', (part) => {
    expect(parseSharedSelection(`${part},us-west-1:a`)).toEqual({
      places: [{ regionId: 'us-west-1', imageId: 'a' }],
      ignored: [part],
    })
  })

  test('names an image twice as once', () => {
    expect(parseSharedSelection('a:x,a:x,a:%78')).toEqual({
      places: [{ regionId: 'a', imageId: 'x' }],
      ignored: [],
    })
    expect(parseSharedSelection('')).toEqual({ places: [], ignored: [] })
  })
})

test('a link to a view carries the selection in place of an older one', () => {
  const places = [{ regionId: 'us-west-1', imageId: 'm-1' }]
  expect(sharedSelectionUrl('https://x.example/images?region=all&sel=cn-hangzhou:a', places)).toBe(
    'https://x.example/images?region=all&sel=us-west-1:m-1',
  )
  expect(sharedSelectionUrl('https://x.example/images', places)).toBe(
    'https://x.example/images?sel=us-west-1:m-1',
  )
  expect(sharedSelectionUrl('https://x.example/images', [])).toBeUndefined()
})
