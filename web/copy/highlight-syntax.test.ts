import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { hostileImages, hostileText, SAMPLE, WORDPRESS } from './formats/formats.fixtures.ts'
import { COPY_FORMATS, SNIPPET_LANGUAGES, snippetOf } from './formats/formats.ts'
import type { CopyFormatId } from './formats/formats.ts'
import { highlight } from './highlight-syntax.ts'

const shown = (id: CopyFormatId) => {
  const { text, language } = snippetOf(id, [WORDPRESS], SAMPLE)
  return highlight(text, language)
}

describe('the preview', () => {
  test.each(SNIPPET_LANGUAGES)('loses no character of any text in %s', (language) => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const parts = highlight(text, language).map(({ text }) => text)
        expect(parts.join('')).toBe(text)
        expect(parts).not.toContain('')
      }),
    )
  })

  test.each(COPY_FORMATS.filter(({ id }) => /^(hcl|cli|sdk|env|curl|yaml)/.test(id)))(
    'of $id shows where the image is from as one comment, whatever its name',
    ({ id }) => {
      fc.assert(
        fc.property(hostileImages, (images) => {
          const { text, language } = snippetOf(id, images, SAMPLE)
          const comments = highlight(text, language).filter(({ kind }) => kind === 'comment')
          const lines = text.split('\n').filter((line) => /^\s*(#|\/\/) /.test(line))
          for (const line of lines) expect(comments.map(({ text }) => text)).toContain(line.trimStart())
        }),
        { numRuns: 30 },
      )
    },
  )

  test('of a Terraform resource tells its parts apart', () => {
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

  test('of a command does not take a sign in a word for a comment', () => {
    expect(highlight('aliyun --id a#b', 'shell').map(({ kind }) => kind)).toEqual(['keyword', 'plain'])
  })
})
