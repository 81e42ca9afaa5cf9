import type { Tree } from '@lezer/common'
import { parser as go } from '@lezer/go'
import { parser as java } from '@lezer/java'
import { parser as javascript } from '@lezer/javascript'
import { parser as python } from '@lezer/python'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { distinctImages } from './format.ts'
import type { CopiedImage } from './format.ts'
import {
  CUSTOM,
  hostileImages,
  LIVE,
  renamed,
  SAMPLE,
  WORDPRESS,
  WORDPRESS_ABROAD,
} from './formats.fixtures.ts'
import { snippetOf } from './formats.ts'

const typescript = javascript.configure({ dialect: 'ts' })
const same = (text: string) => text

/** Unicode escapes, which javac processes first, even in comments (JLS 3.3). */
function translateUnicodeEscapes(text: string): string {
  return text.replaceAll(/(?<=(?:^|[^\\])(?:\\\\)*)\\u+([0-9a-fA-F]{4})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}

const LANGUAGES = [
  ['sdk-typescript', (text: string) => typescript.parse(text), same],
  ['sdk-python', (text: string) => python.parse(text), same],
  ['sdk-go', (text: string) => go.parse(text), same],
  ['sdk-java', (text: string) => java.parse(text), translateUnicodeEscapes],
] as const

/** The tokens outside comments. Throws on syntax errors. */
function tokensOf(parse: (text: string) => Tree, text: string): string[] {
  const tokens: string[] = []
  parse(text).iterate({
    enter(node) {
      if (node.type.isError) throw new Error(`Not in the grammar at ${node.from}: ${text}`)
      const token = text.slice(node.from, node.to)
      const isString = /String/.test(node.name) && token.startsWith('"')
      if (!isString && (node.node.firstChild !== null || /Comment/.test(node.name))) return true
      tokens.push(token)
      return false
    },
  })
  return tokens
}

describe.each(LANGUAGES)('%s', (id, parse, translate) => {
  const write = (images: readonly CopiedImage[], context = LIVE) =>
    translate(snippetOf(id, images, context).text)

  test('passes region and image ID in selection order, whatever they are', () => {
    fc.assert(
      fc.property(hostileImages, (images) => {
        const tokens = tokensOf(parse, write(images))
        // What the calls add to a program without any: two strings each, in the syntax that JSON shares with all four.
        const strings = tokens
          .filter((token) => token.startsWith('"'))
          .map((token) => String(JSON.parse(token)))
        const fixed = tokensOf(parse, write([])).filter((token) => token.startsWith('"')).length
        expect(strings.slice(fixed)).toEqual(
          distinctImages(images).flatMap(({ regionId, imageId }) => [regionId, imageId]),
        )
      }),
    )
  })

  test('names cannot change the program', () => {
    fc.assert(
      fc.property(hostileImages, (images) => {
        expect(tokensOf(parse, write(images))).toEqual(tokensOf(parse, write(renamed(images))))
      }),
    )
  })

  test('states image, region, time, sample data and what to replace', () => {
    const text = write([WORDPRESS], SAMPLE)
    expect(text).toContain(
      'Region: cn-hangzhou | As of: 2026-11-24T09:00:00.000Z | Type: app | Platform: Linux | Image: WordPress-6.4',
    )
    expect(text).toContain('SAMPLE DATA: these image IDs are not real.')
    expect(write([WORDPRESS])).not.toContain('SAMPLE')
    expect(text).toContain('<PLAN_ID>')
    expect(snippetOf(id, [WORDPRESS], LIVE).placeholders).toEqual(['<PLAN_ID>'])
  })
})

test('names cannot set the encoding of a Python file', () => {
  const image = { ...CUSTOM, imageName: 'coding: utf-7' }
  for (const images of [[image], [image, WORDPRESS_ABROAD]]) {
    const [first, second] = snippetOf('sdk-python', images, SAMPLE).text.split('\n')
    // PEP 263
    expect(`${first}\n${second}`).not.toMatch(/^[ \t\f]*#.*?coding[:=][ \t]*[-_.a-zA-Z0-9]+/m)
  }
})
