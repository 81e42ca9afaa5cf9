import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { findImageIds } from './image-ids.ts'

const HEX = Array.from('0123456789abcdef')
const A = 'a'.repeat(32)
const B = '0123456789abcdef0123456789abcdef'

describe('image IDs in text', () => {
  test.each([
    ['Terraform', `image_id = "${A}" # ${B}`, [A, B]],
    ['YAML', `cn-hangzhou: ${A}\nus-west-1: m-bp1e79zktg26n2b`, [A, 'm-bp1e79zktg26n2b']],
    ['a repeated ID', `${A},${A}`, [A]],
    ['a URL', `https://x/buy?imageId=${A}&amount=1`, [A]],
    ['a SHA-256', 'e'.repeat(64), []],
    ['a SHA-1', 'e'.repeat(40), []],
    ['a UUID', '123e4567-e89b-12d3-a456-426614174000', []],
    ['an ID inside a longer word', `x${A}`, []],
    ['capitals', A.toUpperCase(), []],
  ])('%s', (_, text, ids) => {
    expect(findImageIds(text)).toEqual({ ids, truncated: false })
  })

  test('are found in order, without duplicates, whatever separates them', () => {
    const id = fc.stringMatching(/^[0-9a-f]{32}$/)
    const noise = fc.string({ unit: fc.constantFrom(' ', '"', '\n', '，', '=', ':', '/'), minLength: 1 })
    fc.assert(
      fc.property(fc.array(fc.tuple(id, noise)), (parts) => {
        const text = parts.map(([one, between]) => one + between).join('')
        expect(findImageIds(text).ids).toEqual([...new Set(parts.map(([one]) => one))])
      }),
    )
  })

  test.each([
    ['a quote in a URL', `%22${A}%22`],
    ['a quote in a URL in a URL', `%2522${A}%2522`],
    ['a line break in JSON', `"ids\\n${A}\\n"`],
    ['a line break in JSON in JSON', `\\\\n${A}`],
    ['a tab and a return', `\\t${A}\\r`],
    ['a character in JSON', `\\u0022${A}\\u0022`],
    ['a byte in a shell string', `\\x22${A}\\x22`],
    ['a terminal color', `\u001b[31m${A}\u001b[0m`],
    ['a color of several numbers', `\u001b[38;5;196m${A}\u001b[m`],
    ['a color whose escape character was lost', `[1;32m${A}[0m`],
    ['a color in JSON', `\\u001b[31m${A}\\u001b[0m`],
    ['a character set escape', `\u001b(B${A}\u001b(B`],
  ])('are found next to %s', (_, text) => {
    expect(findImageIds(text).ids).toEqual([A])
    expect(findImageIds(text.replaceAll(A, 'm-bp1e79zktg26n2b')).ids).toEqual(['m-bp1e79zktg26n2b'])
  })

  test('are told from near misses, whatever escapes surround them', () => {
    const hex = (length: number) =>
      fc.string({ unit: fc.constantFrom(...HEX), minLength: length, maxLength: length })
    const custom = fc.stringMatching(/^m-[0-9a-z]{8,60}$/)
    const others = [
      hex(31),
      hex(33),
      hex(40),
      hex(64),
      fc.uuid(),
      hex(32).map((id) => `x${id}`),
      hex(32).map((id) => `${id}G`),
    ]
    const word = fc.oneof(
      { weight: 2, arbitrary: fc.oneof(hex(32), custom).map((text) => ({ text, isId: true })) },
      fc.oneof(...others).map((text) => ({ text, isId: false })),
    )
    const between = fc.constantFrom(
      ' ',
      '\\n',
      '\\\\n',
      '\\r\\n',
      '\\t',
      '%22',
      '%0A',
      '%2C%20',
      '%2522',
      '\\u0022',
      '\\x27',
      '\u001b[0m',
      '\u001b[1;31m',
      '[32m',
      '&quot;',
      '|',
      '，',
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(word, between)), (parts) => {
        const text = parts.map(([{ text }, gap]) => gap + text + gap).join('')
        const ids = parts.flatMap(([{ text, isId }]) => (isId ? [text] : []))
        expect(findImageIds(text).ids).toEqual([...new Set(ids)])
      }),
    )
  })

  test('are cut to 5,000, and the result says so', () => {
    const many = Array.from({ length: 5001 }, (_, index) => index.toString(16).padStart(32, '0'))
    expect(findImageIds(many.join(' '))).toEqual({ ids: many.slice(0, 5000), truncated: true })
  })
})
