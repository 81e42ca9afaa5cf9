import { assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'

import { HANGZHOU_IMAGE } from './fake-catalogue.ts'
import { formatCsv, formatNdjson } from './list-formats.ts'

/** Reads RFC 4180: rows of cells, quoted where need be. */
function parseCsv(text: string): string[][] {
  return text
    .split(/\r\n(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .slice(0, -1)
    .map((row) =>
      row
        .split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
        .map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell)),
    )
}

test('a CSV names its columns', () => {
  expect(parseCsv(formatCsv([HANGZHOU_IMAGE]))).toEqual([
    [
      'regionId',
      'imageId',
      'imageName',
      'imageType',
      'platform',
      'description',
      'state',
      'firstSeenAt',
      'lastSeenAt',
    ],
    [
      'cn-hangzhou',
      'm-1',
      'Debian 12',
      'system',
      'Linux',
      'Debian',
      'current',
      '2026-11-01T00:00:00.000Z',
      '2026-11-24T00:00:00.000Z',
    ],
  ])
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1'])(
  '%j does not become a formula',
  (imageName) => {
    const [, row] = parseCsv(formatCsv([{ ...HANGZHOU_IMAGE, imageName }]))
    expect(row?.[2]).toBe(`'${imageName}`)
  },
)

test('any name comes back out of the CSV, at most with an apostrophe before it', () => {
  assert(
    property(string({ unit: 'grapheme' }), string(), (imageName, description) => {
      const [, row] = parseCsv(formatCsv([{ ...HANGZHOU_IMAGE, imageName, description }]))
      expect([imageName, `'${imageName}`]).toContain(row?.[2])
      expect([description, `'${description}`]).toContain(row?.[5])
      for (const cell of row ?? []) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
    }),
  )
})

test('NDJSON has one image a line, whatever its name is', () => {
  const images = [{ ...HANGZHOU_IMAGE, imageName: 'a\nb\u2028c' }, HANGZHOU_IMAGE]
  const lines = formatNdjson(images).trimEnd().split('\n')
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual(images)
})
