import fc from 'fast-check'
import { expect, test } from 'vitest'

import type { Image } from '#contract/images.ts'

import { compareRegions } from './compare-regions.ts'

const at = '2026-11-01T00:00:00.000Z'
const seen = { firstSeenAt: at, lastSeenAt: at, state: 'current' } as const
const image = (regionId: string, imageId: string, imageName: string): Image => ({
  ...seen,
  regionId,
  imageId,
  imageName,
  imageType: 'app',
  platform: 'Linux',
  description: '',
})
const ids = (images: readonly Image[]) => images.map(({ imageId }) => imageId)

test('lists images that one region lacks, and images with different IDs', () => {
  const comparison = compareRegions(
    [image('a', '1', 'Ubuntu-24.04'), image('a', '2', 'WordPress-6.8'), image('a', '3', 'Halo-2')],
    [image('b', '1', 'Ubuntu-24.04'), image('b', '9', 'WordPress-6.8'), image('b', '4', 'Typecho-1.2')],
  )
  expect(comparison.same).toBe(1)
  expect(ids(comparison.onlyHere)).toEqual(['3'])
  expect(ids(comparison.onlyThere)).toEqual(['4'])
  expect(comparison.otherId.map(({ here, there }) => [ids(here), ids(there)])).toEqual([[['2'], ['9']]])
})

test('counts every image of a region exactly once', () => {
  const side = (regionId: string) =>
    fc
      .uniqueArray(fc.tuple(fc.nat(9).map(String), fc.constantFrom('A', 'B', 'C')), {
        selector: ([id]) => id,
      })
      .map((pairs) => pairs.map(([id, name]) => image(regionId, id, name)))
  fc.assert(
    fc.property(side('a'), side('b'), (here, there) => {
      const { onlyHere, onlyThere, otherId, same } = compareRegions(here, there)
      const moved = (pick: 'here' | 'there') => otherId.flatMap((pair) => pair[pick])
      expect(onlyHere.length + moved('here').length + same).toBe(here.length)
      expect(onlyThere.length + moved('there').length + same).toBe(there.length)
    }),
  )
})
