import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'

import { HANGZHOU_IMAGE } from '../../testing/fake-catalogue.ts'
import { csvPieces, ndjsonPieces } from './image-formats.ts'

test('a CSV has a header row', () => {
  expect(parse([...csvPieces([HANGZHOU_IMAGE])].join(''))).toEqual([
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

test('NDJSON has one image per line, whatever its name', () => {
  const images = [{ ...HANGZHOU_IMAGE, imageName: 'a\nb\u2028c' }, HANGZHOU_IMAGE]
  const lines = [...ndjsonPieces(images)].join('').trimEnd().split('\n')
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual(images)
})
