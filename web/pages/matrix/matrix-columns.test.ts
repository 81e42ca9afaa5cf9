import fc from 'fast-check'
import { expect, test } from 'vitest'

import { formatColumns, moveColumn, parseColumns, toggleColumn } from './matrix-columns.ts'

const KNOWN = ['a', 'b', 'c', 'd']

test('parsing restores formatted columns', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(KNOWN, { minLength: 1 }), (columns) => {
      const parsed = parseColumns(formatColumns(columns, KNOWN), KNOWN)
      expect(parsed ?? KNOWN).toEqual(columns)
    }),
  )
})

test('unknown regions are dropped', () => {
  expect(parseColumns('b,mars,b', KNOWN)).toEqual(['b'])
  expect(parseColumns('mars', KNOWN)).toBe(null)
})

test('a hidden column comes back at the end, and the last one cannot be hidden', () => {
  expect(toggleColumn(['a', 'b'], 'a')).toEqual(['b'])
  expect(toggleColumn(['b'], 'a')).toEqual(['b', 'a'])
  expect(toggleColumn(['b'], 'b')).toEqual(['b'])
})

test('a column moves no further than the ends', () => {
  expect(moveColumn(KNOWN, 'c', -1)).toEqual(['a', 'c', 'b', 'd'])
  expect(moveColumn(KNOWN, 'a', -1)).toEqual(KNOWN)
  expect(moveColumn(KNOWN, 'd', 9)).toEqual(KNOWN)
})
