import fc from 'fast-check'
import { expect, test } from 'vitest'

import { rowAt, rowOffsets, withHeights } from './row-offsets.ts'

const GUESS = { measured: new Map<number, number>(), usualPx: 200 }

test('rows that are not measured are as high as those that were measured first, and as guessed before', () => {
  expect([...rowOffsets(GUESS, 3)]).toEqual([0, 200, 400, 600])
  const seen = new Map([
    [0, 100],
    [1, 140],
  ])
  const first = withHeights(GUESS, seen)
  expect([...rowOffsets(first, 4)]).toEqual([0, 100, 240, 360, 480])
  const then = withHeights(first, new Map([[3, 500]]))
  expect([...rowOffsets(then, 4)]).toEqual([0, 100, 240, 360, 860])
  expect([...rowOffsets(then, 0)]).toEqual([0])
})

test('a look that finds nothing new changes nothing', () => {
  const known = withHeights(GUESS, new Map([[7, 90]]))
  expect(withHeights(known, new Map([[7, 90]]))).toBe(known)
  expect(withHeights(known, new Map())).toBe(known)
})

test('each height lies in its row, and what lies outside belongs to the first or the last', () => {
  const heights = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 50 })
  fc.assert(
    fc.property(heights, fc.integer({ min: -500, max: 25_000 }), (heights, y) => {
      const offsets = rowOffsets({ measured: new Map(heights.entries()), usualPx: 1 }, heights.length)
      const row = rowAt(offsets, y)
      const end = offsets.at(-1) ?? 0
      const within = Math.min(Math.max(y, 0), end - 1)
      expect(offsets[row]).toBeLessThanOrEqual(within)
      expect(offsets[row + 1]).toBeGreaterThan(within)
    }),
  )
})
