import fc from 'fast-check'
import { expect, test } from 'vitest'

import { rowsInDocument } from './rows-in-document.ts'

test('a row that is kept stands before or behind the view, or in it', () => {
  const view = { start: 10, end: 20 }
  expect(rowsInDocument(view, 3, 100)).toEqual([{ start: 2, end: 5 }, view])
  expect(rowsInDocument(view, 30, 100)).toEqual([view, { start: 29, end: 32 }])
  expect(rowsInDocument(view, 12, 100)).toEqual([view])
  expect(rowsInDocument(view, 21, 100)).toEqual([{ start: 10, end: 23 }])
  expect(rowsInDocument(view, -1, 100)).toEqual([view])
  expect(rowsInDocument(view, 100, 100)).toEqual([view])
})

test('every row stands once, in its order, and the kept one is there', () => {
  const any = fc.nat({ max: 60 })
  fc.assert(
    fc.property(any, any, any, any, (start, length, kept, count) => {
      const ranges = rowsInDocument({ start, end: start + length }, kept, count)
      const rows = ranges.flatMap(({ start, end }) =>
        Array.from({ length: end - start }, (_, offset) => start + offset),
      )
      expect(rows).toEqual([...new Set(rows)].toSorted((a, b) => a - b))
      expect(rows.every((row) => row < count)).toBe(true)
      const wanted = [kept - 1, kept, kept + 1].filter((row) => row >= 0 && row < count)
      if (kept < count) expect(rows).toEqual(expect.arrayContaining(wanted))
    }),
  )
})
