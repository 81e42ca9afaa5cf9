import { expect, test } from 'vitest'

import type { LookupResult } from '#contract/lookup.ts'

import { repairedIds } from './replace-removed.ts'

const result = (imageId: string, state: LookupResult['state'], ...successors: string[]): LookupResult => ({
  imageId,
  state,
  places: [],
  successors: successors.map((successor) => ({
    regionId: 'cn-hangzhou',
    imageId: successor,
    imageName: 'A',
  })),
})

test('only what is gone and has one candidate is replaced', () => {
  expect(
    repairedIds([
      result('a', 'current', 'x'),
      result('b', 'gone', 'x', 'x'),
      result('c', 'gone', 'x', 'y'),
      result('d', 'gone'),
      result('e', 'never'),
    ]),
  ).toEqual(['a', 'x', 'c', 'd', 'e'])
})
