import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { hostileImages, LIVE, SAMPLE, WORDPRESS, WORDPRESS_ABROAD } from './formats.fixtures.ts'
import { COPY_FORMATS, copyFormatsFor, parseCopyFormat, snippetOf } from './formats.ts'

/** Formats without comments: pasting them must not need trimming. */
const BARE = new Set(['id', 'ids', 'image-ids', 'url'])

describe('the list of copy formats', () => {
  test('has no duplicate IDs, and parses each', () => {
    const ids = COPY_FORMATS.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.map(parseCopyFormat)).toEqual(ids)
    expect(parseCopyFormat('constructor')).toBeUndefined()
  })

  test('starts with the plain ID for one image, and the plain IDs for several', () => {
    expect(copyFormatsFor(1)[0]?.id).toBe('id')
    expect(copyFormatsFor(2)[0]?.id).toBe('ids')
    expect(copyFormatsFor(2).map(({ id }) => id)).not.toContain('id')
  })
})

describe.each(COPY_FORMATS)('$id', ({ id }) => {
  test('contains no invisible or reordering characters, whatever the names', () => {
    fc.assert(
      fc.property(hostileImages, (images) => {
        const { text } = snippetOf(id, images, SAMPLE)
        expect(text.replaceAll(/[\n\t]|\r\n/g, '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
      }),
    )
  })

  test('says unknown if the time of the snapshot is unknown', () => {
    const { text } = snippetOf(id, [WORDPRESS], { ...LIVE, asOf: {} })
    expect(text.includes('unknown')).toBe(!BARE.has(id))
  })

  test('lists exactly the placeholders that it contains', () => {
    const { text, placeholders } = snippetOf(id, [WORDPRESS, WORDPRESS_ABROAD], LIVE)
    expect(text.match(/<PLAN_ID>/g) === null ? [] : ['<PLAN_ID>']).toEqual(placeholders)
  })

  test('accepts an empty selection', () => {
    expect(() => snippetOf(id, [], SAMPLE)).not.toThrow()
  })

  test('accepts 5,000 images with the same name', () => {
    const images = Array.from({ length: 5000 }, (_, index) => ({ ...WORDPRESS, imageId: `m-${index}` }))
    const { text } = snippetOf(id, images, LIVE)
    expect(text.includes('m-4999')).toBe(id !== 'url')
  })
})

describe.each(COPY_FORMATS.filter(({ id }) => !BARE.has(id)))('$id', ({ id }) => {
  test('states the image, its region, the time, and whether it is sample data', () => {
    const { text } = snippetOf(id, [WORDPRESS], SAMPLE)
    for (const fact of [
      'WordPress-6.4',
      'app',
      'cn-hangzhou',
      '2026-11-24T09:00:00.000Z',
      WORDPRESS.imageId,
    ]) {
      expect(text).toContain(fact)
    }
    expect(text).toMatch(/sample/i)
    expect(snippetOf(id, [WORDPRESS], LIVE).text).not.toMatch(/sample/i)
  })
})
