import fc from 'fast-check'
import { expect, test } from 'vitest'

import { mountedRanges, rowAt, rowOffsets, withHeights } from './row-layout.ts'

const GUESS = { measured: new Map<number, number>(), usualPx: 200 }

test('unmeasured rows get the mean of the first measurement, or the estimate before that', () => {
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

test('a measurement without news returns the same heights', () => {
  const known = withHeights(GUESS, new Map([[7, 90]]))
  expect(withHeights(known, new Map([[7, 90]]))).toBe(known)
  expect(withHeights(known, new Map())).toBe(known)
})

test('finds the row at any offset; offsets outside map to the first or last row', () => {
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

test('the focused row is mounted before, after or within the viewport', () => {
  const viewport = { start: 10, end: 20 }
  expect(mountedRanges(viewport, 3, 100)).toEqual([{ start: 2, end: 5 }, viewport])
  expect(mountedRanges(viewport, 30, 100)).toEqual([viewport, { start: 29, end: 32 }])
  expect(mountedRanges(viewport, 12, 100)).toEqual([viewport])
  expect(mountedRanges(viewport, 21, 100)).toEqual([{ start: 10, end: 23 }])
  expect(mountedRanges(viewport, -1, 100)).toEqual([viewport])
  expect(mountedRanges(viewport, 100, 100)).toEqual([viewport])
})

test('rows are mounted once, in order, including the focused row and its neighbors', () => {
  const any = fc.nat({ max: 60 })
  fc.assert(
    fc.property(any, any, any, any, (start, length, focusedRow, count) => {
      const ranges = mountedRanges({ start, end: start + length }, focusedRow, count)
      const rows = ranges.flatMap(({ start, end }) =>
        Array.from({ length: end - start }, (_, offset) => start + offset),
      )
      expect(rows).toEqual([...new Set(rows)].toSorted((a, b) => a - b))
      expect(rows.every((row) => row < count)).toBe(true)
      const wanted = [focusedRow - 1, focusedRow, focusedRow + 1].filter((row) => row >= 0 && row < count)
      if (focusedRow < count) expect(rows).toEqual(expect.arrayContaining(wanted))
    }),
  )
})
