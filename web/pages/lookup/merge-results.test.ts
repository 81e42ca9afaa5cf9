import { expect, test } from 'vitest'

import type { Image } from '#contract/images.ts'
import type { LookupResult } from '#contract/lookup.ts'

import { regionsOf, withLive } from './merge-results.ts'

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
  withLive(new Map([['x', before]]), [now], new Set(asked)).get('x')

test('what a region answered replaces what was known of it, and of no other', () => {
  const before = result('current', [place('a'), place('b')])
  const now = result('gone', [place('a', 'gone'), place('b', 'gone')], ['a'])
  expect(merged(before, now, 'a')).toEqual(result('current', [place('a', 'gone'), place('b')], ['a']))
  expect(merged(before, now, 'a', 'b')).toEqual(
    result('gone', [place('a', 'gone'), place('b', 'gone')], ['a']),
  )
})

test('a second check of one region keeps what the first found in others', () => {
  const first = merged(result('never', []), result('current', [place('b')]), 'b', 'a')
  expect(first).toEqual(result('current', [place('b')]))
  expect(merged(first ?? result('never', []), result('never', []), 'a')).toEqual(first)
})

test('the regions to ask are those where the IDs are or were, each once', () => {
  expect(
    regionsOf([result('current', [place('b'), place('a', 'gone')]), result('current', [place('b')])]),
  ).toEqual(['a', 'b'])
  expect(regionsOf([result('never', [])])).toEqual([])
})
