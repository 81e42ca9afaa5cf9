import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { findImageIds } from './lookup.ts'

const A = 'a'.repeat(32)
const B = '0123456789abcdef0123456789abcdef'

describe('image IDs in a text', () => {
  test.each([
    ['Terraform', `image_id = "${A}" # ${B}`, [A, B]],
    ['YAML', `cn-hangzhou: ${A}\nus-west-1: m-bp1e79zktg26n2b`, [A, 'm-bp1e79zktg26n2b']],
    ['a repeated ID', `${A},${A}`, [A]],
    ['a URL', `https://x/buy?imageId=${A}&amount=1`, [A]],
    ['a SHA-256', 'e'.repeat(64), []],
    ['a SHA-1', 'e'.repeat(40), []],
    ['a UUID', '123e4567-e89b-12d3-a456-426614174000', []],
    ['an ID within a longer word', `x${A}`, []],
    ['capitals', A.toUpperCase(), []],
  ])('%s', (_, text, ids) => {
    expect(findImageIds(text)).toEqual({ ids, truncated: false })
  })

  test('are found in their order, each once, whatever stands between them', () => {
    const id = fc.stringMatching(/^[0-9a-f]{32}$/)
    const noise = fc.string({ unit: fc.constantFrom(' ', '"', '\n', '，', '=', ':', '/'), minLength: 1 })
    fc.assert(
      fc.property(fc.array(fc.tuple(id, noise)), (parts) => {
        const text = parts.map(([one, between]) => one + between).join('')
        expect(findImageIds(text).ids).toEqual([...new Set(parts.map(([one]) => one))])
      }),
    )
  })

  test('are at most 5,000, and the rest is said to be left out', () => {
    const many = Array.from({ length: 5001 }, (_, index) => index.toString(16).padStart(32, '0'))
    expect(findImageIds(many.join(' '))).toEqual({ ids: many.slice(0, 5000), truncated: true })
  })
})
