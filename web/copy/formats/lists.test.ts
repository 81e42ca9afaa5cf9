import { parse as parseCsv } from 'csv-parse/sync'
import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { describe, expect, test } from 'vitest'

import { visibleText } from './escaping.ts'
import { distinctImages } from './format.ts'
import type { CopiedImage } from './format.ts'
import { CUSTOM, hostileImages, LIVE, SAMPLE, WORDPRESS, WORDPRESS_ABROAD } from './formats.fixtures.ts'
import { fileContent, snippetOf } from './formats.ts'
import type { CopyFormatId } from './formats.ts'

const write = (id: CopyFormatId, images: readonly CopiedImage[], context = LIVE) =>
  snippetOf(id, images, context).text

describe('plain IDs', () => {
  test('one ID is copied without anything else', () => {
    expect(write('id', [WORDPRESS])).toBe('794c230fd3e64ea19f83f4d7a0adbbbb')
  })

  test('several IDs go on one line each, in selection order, without duplicates', () => {
    expect(write('ids', [WORDPRESS_ABROAD, CUSTOM, WORDPRESS_ABROAD])).toBe(
      'fe9c66133a9d4688872869726b52aaaa\nm-bp1i5j2a7q4z',
    )
  })

  test('the ImageIds parameter is a JSON array on one line', () => {
    fc.assert(
      fc.property(hostileImages, (images) => {
        const text = write('image-ids', images)
        expect(text).not.toContain('\n')
        expect(JSON.parse(text)).toEqual(distinctImages(images).map(({ imageId }) => imageId))
      }),
    )
  })

  test('the link is the URL of the view', () => {
    expect(write('url', [WORDPRESS])).toBe(LIVE.viewUrl)
  })
})

describe('JSON', () => {
  test('keeps every field of hostile images, without invisible characters', () => {
    fc.assert(
      fc.property(hostileImages, (images) => {
        const text = write('json', images)
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
        expect(JSON.parse(text)).toEqual(
          distinctImages(images).map((image) => ({
            regionId: image.regionId,
            imageId: image.imageId,
            imageName: image.imageName.toWellFormed(),
            imageType: image.imageType.toWellFormed(),
            platform: image.platform.toWellFormed(),
            asOf: LIVE.asOf[image.regionId] ?? 'unknown',
            source: 'live',
          })),
        )
      }),
    )
  })
})

describe('CSV', () => {
  test('every cell parses back, and none is a formula', () => {
    fc.assert(
      fc.property(hostileImages, (images) => {
        const rows = parseCsv(write('csv', images), { columns: true })
        const cells = rows.map((row) => Object.values(v(row)))
        expect(cells.flat().filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell))).toEqual([])
        expect(cells.map((row) => row.map((cell) => cell.replace(/^'(?=[=+\-@＝＋－＠])/, '')))).toEqual(
          distinctImages(images).map((image) =>
            [
              image.regionId,
              image.imageId,
              image.imageName,
              image.imageType,
              image.platform,
              LIVE.asOf[image.regionId] ?? 'unknown',
              'live',
            ].map((text) => visibleText(text).replace(/^'(?=[=+\-@＝＋－＠])/, '')),
          ),
        )
      }),
    )
  })

  test('a file starts with a byte order mark, the clipboard text does not', () => {
    const snippet = snippetOf('csv', [CUSTOM], SAMPLE)
    expect(snippet.text.startsWith('regionId,')).toBe(true)
    expect(fileContent(snippet).startsWith('\uFEFFregionId,')).toBe(true)
    expect(snippet.text).toContain(',sample\r\n')
  })
})

describe('Markdown', () => {
  const markdown = new MarkdownIt({ html: true, linkify: true })
  // As on GitHub: URLs become links, bare domains do not.
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false })

  test('every cell renders as plain text', () => {
    fc.assert(
      fc.property(hostileImages, (images) => {
        const tokens = markdown.parse(write('markdown', images), {})
        const cells = tokens.filter(({ type }) => type === 'inline').map(({ children }) => children ?? [])
        const kinds = new Set(cells.flat().map(({ type }) => type))
        expect(kinds.difference(new Set(['text', 'code_inline', 'text_special']))).toEqual(new Set())
        const texts = cells.map((children) => children.map(({ content }) => content).join(''))
        expect(texts.slice(6)).toEqual(
          distinctImages(images).flatMap(({ imageName, imageType, platform, regionId, imageId }) =>
            [imageName, imageType, platform, regionId, imageId, LIVE.asOf[regionId] ?? 'unknown'].map(
              (text) => visibleText(text).trim(),
            ),
          ),
        )
      }),
    )
  })

  test('an address without a scheme does not become a link', () => {
    expect(write('markdown', [{ ...WORDPRESS, imageName: 'WWW.evil.example' }])).toContain(
      '| WWW&#46;evil.example |',
    )
  })

  test('a note below the table says that sample IDs are not real', () => {
    expect(write('markdown', [WORDPRESS], SAMPLE)).toMatch(
      /\|\n\nSample data: these image IDs are not real\.\n$/,
    )
  })
})

function v(row: unknown): Record<string, string> {
  expect(row).toBeTypeOf('object')
  return Object.fromEntries(Object.entries(row ?? {}).map(([key, value]) => [key, String(value)]))
}
