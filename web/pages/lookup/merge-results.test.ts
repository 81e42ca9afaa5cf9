import { expect, test } from 'vitest'

import type { Image } from '#contract/images.ts'
import type { LookupResult } from '#contract/lookup.ts'

import { mergeLiveResults, regionsOf, replaceRemovedIds } from './merge-results.ts'

const at = '2026-11-01T00:00:00.000Z'
const place = (regionId: string, state: Image['state'] = 'current'): Image => ({
  regionId,
  imageId: 'x',
  imageName: 'Docker',
  imageType: 'app',
  platform: 'Linux',
  description: '',
  firstSeenAt: at,
  lastSeenAt: at,
  state,
})
const result = (
  state: LookupResult['state'],
  places: readonly Image[],
  successors: string[] = [],
): LookupResult => ({
  imageId: 'x',
  state,
  places: [...places],
  successors: successors.map((regionId) => ({ regionId, imageId: 'y', imageName: 'Docker' })),
})
const merged = (before: LookupResult, now: LookupResult, ...asked: string[]) =>
  mergeLiveResults(new Map([['x', before]]), [now], new Set(asked)).get('x')

test('a live result replaces what was known about the regions asked, and no others', () => {
  const before = result('current', [place('a'), place('b')])
  const now = result('gone', [place('a', 'gone'), place('b', 'gone')], ['a'])
  expect(merged(before, now, 'a')).toEqual(result('current', [place('a', 'gone'), place('b')], ['a']))
  expect(merged(before, now, 'a', 'b')).toEqual(
    result('gone', [place('a', 'gone'), place('b', 'gone')], ['a']),
  )
})

test('checking one region again keeps the results of the others', () => {
  const first = merged(result('never', []), result('current', [place('b')]), 'b', 'a')
  expect(first).toEqual(result('current', [place('b')]))
  expect(merged(first ?? result('never', []), result('never', []), 'a')).toEqual(first)
})

test('the regions to ask are those that have or had the IDs, without duplicates', () => {
  expect(
    regionsOf([result('current', [place('b'), place('a', 'gone')]), result('current', [place('b')])]),
  ).toEqual(['a', 'b'])
  expect(regionsOf([result('never', [])])).toEqual([])
})

test('only a removed ID with exactly one successor is replaced', () => {
  const lookup = (imageId: string, state: LookupResult['state'], ...successors: string[]): LookupResult => ({
    imageId,
    state,
    places: [],
    successors: successors.map((successor) => ({
      regionId: 'cn-hangzhou',
      imageId: successor,
      imageName: 'A',
    })),
  })
  expect(
    replaceRemovedIds([
      lookup('a', 'current', 'x'),
      lookup('b', 'gone', 'x', 'x'),
      lookup('c', 'gone', 'x', 'y'),
      lookup('d', 'gone'),
      lookup('e', 'never'),
    ]),
  ).toEqual(['a', 'x', 'c', 'd', 'e'])
})
