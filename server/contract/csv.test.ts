import { parse } from 'csv-parse/sync'
import { array, assert, property, string, tuple } from 'fast-check'
import { expect, test } from 'vitest'

import { formatCsv } from './csv.ts'

test('every field can be read back, apart from an added apostrophe', () => {
  const cell = string({ unit: 'grapheme' })
  assert(
    property(array(tuple(cell, cell)), (rows) => {
      const read = parse(formatCsv(['name', 'description'], rows))
      expect(read.map((cells) => cells.map(withoutGuard))).toEqual(
        [['name', 'description'], ...rows].map((cells) => cells.map(withoutGuard)),
      )
    }),
  )
})

function withoutGuard(cell: string): string {
  return cell.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, '')
}

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1'])(
  '%j is not read as a formula',
  (name) => {
    expect(parse(formatCsv(['name'], [[name]]))).toEqual([['name'], [`'${name}`]])
  },
)

test('the header comes first, and lines end with CR LF', () => {
  expect(formatCsv(['a', 'b'], [['1', '2']])).toBe('a,b\r\n1,2\r\n')
})
