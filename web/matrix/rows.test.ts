import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { Image } from '#contract/images.ts'

import { matrixRows } from './rows.ts'

const at = '2026-11-01T00:00:00.000Z'
function image(regionId: string, imageId: string, imageName: string, imageType = 'app'): Image {
  return {
    regionId,
    imageId,
    imageName,
    imageType,
    platform: 'Linux',
    description: '',
    firstSeenAt: at,
    lastSeenAt: at,
    state: 'current',
  }
}

describe('the region matrix', () => {
  test('puts one logical image in one row, with a hole where a region lacks it', () => {
    const [row, ...others] = matrixRows([
      image('cn-hangzhou', 'a', 'Docker-26.1.3'),
      image('us-west-1', 'b', 'docker-26.1.3 '),
    ])
    expect(others).toEqual([])
    expect(row?.cells.get('cn-hangzhou')?.map(({ imageId }) => imageId)).toEqual(['a'])
    expect(row?.cells.has('cn-beijing')).toBe(false)
    expect(row?.distinctIds).toBe(2)
  })

  test('tells types apart, and keeps two images of one name in one region', () => {
    const rows = matrixRows([
      image('cn-hangzhou', 'a', 'WordPress-6.8'),
      image('cn-hangzhou', 'b', 'WordPress-6.8'),
      image('cn-hangzhou', 'c', 'WordPress-6.8', 'custom'),
    ])
    expect(rows.map(({ imageType, cells }) => [imageType, cells.get('cn-hangzhou')?.length])).toEqual([
      ['app', 2],
      ['custom', 1],
    ])
  })

  test('orders versions as numbers', () => {
    const rows = matrixRows([image('r', 'a', 'Node-10'), image('r', 'b', 'Node-9')])
    expect(rows.map(({ imageName }) => imageName)).toEqual(['Node-9', 'Node-10'])
  })

  test('loses and invents no image', () => {
    const anyImage = fc
      .tuple(
        fc.constantFrom('r1', 'r2', 'r3'),
        fc.uuid(),
        fc.constantFrom('A', 'a ', 'B'),
        fc.constantFrom('app', 'system'),
      )
      .map(([regionId, id, name, type]) => image(regionId, id, name, type))
    fc.assert(
      fc.property(fc.array(anyImage), (images) => {
        const cells = matrixRows(images).flatMap(({ cells }) => [...cells.values()].flat())
        expect(cells.map(({ imageId }) => imageId).sort()).toEqual(
          images.map(({ imageId }) => imageId).sort(),
        )
      }),
    )
  })
})
