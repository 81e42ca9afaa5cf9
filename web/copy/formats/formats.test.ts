import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { hostileImages, LIVE, SAMPLE, WORDPRESS, WORDPRESS_ABROAD } from './formats.fixtures.ts'
import { COPY_FORMATS, copyFormatsFor, parseCopyFormat, snippetOf } from './formats.ts'

/** Forms that are nothing but the IDs or the link: what is pasted must not need trimming. */
const BARE = new Set(['id', 'ids', 'image-ids', 'url'])

describe('the list of copy forms', () => {
  test('has each ID once, and reads it back from an address', () => {
    const ids = COPY_FORMATS.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.map(parseCopyFormat)).toEqual(ids)
    expect(parseCopyFormat('constructor')).toBeUndefined()
  })

  test('begins with the bare ID, or IDs', () => {
    expect(copyFormatsFor(1)[0]?.id).toBe('id')
    expect(copyFormatsFor(2)[0]?.id).toBe('ids')
    expect(copyFormatsFor(2).map(({ id }) => id)).not.toContain('id')
  })
})

describe.each(COPY_FORMATS)('$id', ({ id }) => {
  test('hides no character and reorders no text, whatever the names', () => {
    fc.assert(
      fc.property(hostileImages, (images) => {
        const { text } = snippetOf(id, images, SAMPLE)
        expect(text.replaceAll(/[\n\t]|\r\n/g, '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
      }),
    )
  })

  test('says unknown where the time of the snapshot is not known', () => {
    const { text } = snippetOf(id, [WORDPRESS], { ...LIVE, asOf: {} })
    expect(text.includes('unknown')).toBe(!BARE.has(id))
  })

  test('lists exactly the placeholders that it holds', () => {
    const { text, placeholders } = snippetOf(id, [WORDPRESS, WORDPRESS_ABROAD], LIVE)
    expect(text.match(/<PLAN_ID>/g) === null ? [] : ['<PLAN_ID>']).toEqual(placeholders)
  })

  test('stands for no image too', () => {
    expect(() => snippetOf(id, [], SAMPLE)).not.toThrow()
  })

  test('takes 5,000 images of one name', () => {
    const images = Array.from({ length: 5000 }, (_, index) => ({ ...WORDPRESS, imageId: `m-${index}` }))
    const { text } = snippetOf(id, images, LIVE)
    expect(text.includes('m-4999')).toBe(id !== 'url')
  })
})

describe.each(COPY_FORMATS.filter(({ id }) => !BARE.has(id)))('$id', ({ id }) => {
  test('names the image, its region, since when, and the sample', () => {
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
