import fc from 'fast-check'
import { expect, test } from 'vitest'

import { type GridKey, nextCell } from './grid-navigation.ts'

const SIZE = { rows: 20, columns: 5 }
const press = (keys: string): GridKey => {
  const parts = keys.split('+')
  return {
    key: parts.at(-1) ?? '',
    ctrlKey: parts.includes('Ctrl'),
    shiftKey: parts.includes('Shift'),
    altKey: parts.includes('Alt'),
    metaKey: parts.includes('Meta'),
  }
}
const move = (keys: string, row: number, column: number) => nextCell(press(keys), { row, column }, SIZE)

test.each([
  ['ArrowRight', 0, 0, 0, 1],
  ['ArrowRight', 0, 4, 0, 4],
  ['ArrowLeft', 0, 0, 0, -1],
  ['ArrowUp', 0, 2, -1, 2],
  ['ArrowUp', -1, 2, -1, 2],
  ['ArrowDown', 19, 2, 19, 2],
  ['PageDown', 2, 2, 10, 2],
  ['PageUp', 2, 2, 0, 2],
  ['Home', 3, 4, 3, -1],
  ['End', 3, -1, 3, 4],
  ['Ctrl+Home', 3, 3, -1, 0],
  ['Ctrl+End', 3, 3, 19, 4],
  ['ArrowLeft', -1, 0, -1, 0],
  ['ArrowUp', 0, -1, -1, 0],
])('%s moves from %i, %i to %i, %i', (keys, row, column, toRow, toColumn) => {
  expect(move(keys, row, column)).toEqual({ row: toRow, column: toColumn })
})

test.each([
  'Enter',
  ' ',
  'a',
  'Ctrl+ArrowDown',
  'Shift+ArrowDown',
  'Alt+ArrowLeft',
  'Meta+ArrowLeft',
  'Ctrl+c',
])('%s does not move', (keys) => {
  expect(move(keys, 1, 1)).toBeUndefined()
})

test('no sequence of keys leaves the grid or reaches its empty corner', () => {
  const names = 'ArrowUp ArrowDown ArrowLeft ArrowRight PageUp PageDown Home End Ctrl+Home Ctrl+End'
  const keys = fc.constantFrom(...names.split(' '))
  fc.assert(
    fc.property(fc.array(keys), fc.integer({ min: 1, max: 30 }), (run, rows) => {
      let at = { row: 0, column: -1 }
      for (const key of run) at = nextCell(press(key), at, { rows, columns: 3 }) ?? at
      expect(at.row).toBeLessThan(rows)
      expect(at.column).toBeLessThan(3)
      expect(Math.max(at.row, at.column)).toBeGreaterThanOrEqual(0)
      expect(Math.min(at.row, at.column)).toBeGreaterThanOrEqual(-1)
    }),
  )
})
