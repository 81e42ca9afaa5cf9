import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { hostileImages, hostileText, SAMPLE, WORDPRESS } from './formats/formats.fixtures.ts'
import { COPY_FORMATS, SNIPPET_LANGUAGES, snippetOf } from './formats/formats.ts'
import type { CopyFormatId } from './formats/formats.ts'
import { highlightSyntax } from './highlight-syntax.ts'

const shown = (id: CopyFormatId) => {
  const { text, language } = snippetOf(id, [WORDPRESS], SAMPLE)
  return highlightSyntax(text, language)
}

describe('syntax highlighting', () => {
  test.each(SNIPPET_LANGUAGES)('loses no character in %s', (language) => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const parts = highlightSyntax(text, language).map(({ text }) => text)
        expect(parts.join('')).toBe(text)
        expect(parts).not.toContain('')
      }),
    )
  })

  test.each(COPY_FORMATS.filter(({ id }) => /^(hcl|cli|sdk|env|curl|yaml)/.test(id)))(
    'of $id keeps each comment line one comment, whatever the image name',
    ({ id }) => {
      fc.assert(
        fc.property(hostileImages, (images) => {
          const { text, language } = snippetOf(id, images, SAMPLE)
          const comments = highlightSyntax(text, language).filter(({ kind }) => kind === 'comment')
          const lines = text.split('\n').filter((line) => /^\s*(#|\/\/) /.test(line))
          for (const line of lines) expect(comments.map(({ text }) => text)).toContain(line.trimStart())
        }),
        { numRuns: 30 },
      )
    },
  )

  test('finds the tokens of a Terraform resource', () => {
    const tokens = shown('hcl-resource').filter(({ kind }) => kind !== 'plain')
    expect(tokens.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'comment # SAMPLE DATA: these image IDs are not real.',
      'comment # The region of the provider must be cn-hangzhou.',
      'comment # Region: cn-hangzhou | As of: 2026-11-24T09:00:00.000Z | Type: app | Platform: Linux | Image: WordPress-6.4',
      'keyword resource',
      'string "alicloud_simple_application_server_instance"',
      'string "wordpress_6_4"',
      'string "794c230fd3e64ea19f83f4d7a0adbbbb"',
      'string "<PLAN_ID>"',
      'string "Subscription"',
      'number 1',
      'keyword lifecycle',
      'comment # A changed image_id resets the system disk: all its data is lost.',
    ])
  })

  test('does not take a # within a word for a comment', () => {
    expect(highlightSyntax('aliyun --id a#b', 'shell').map(({ kind }) => kind)).toEqual(['keyword', 'plain'])
  })
})
