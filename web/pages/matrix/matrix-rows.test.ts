import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { Image } from '#contract/images.ts'

import { idGroups, imagesBetweenCells, matrixRows } from './matrix-rows.ts'

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

describe('matrix rows', () => {
  test('hold one logical image each, with a gap where a region lacks it', () => {
    const [row, ...others] = matrixRows([
      image('cn-hangzhou', 'a', 'Docker-26.1.3'),
      image('us-west-1', 'b', 'docker-26.1.3 '),
    ])
    expect(others).toEqual([])
    expect(row?.cells.get('cn-hangzhou')?.map(({ imageId }) => imageId)).toEqual(['a'])
    expect(row?.cells.has('cn-beijing')).toBe(false)
    expect(row?.distinctIds).toBe(2)
  })

  test('separate types, and keep two images of the same name in one region', () => {
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

  test('sort versions as numbers', () => {
    const rows = matrixRows([image('r', 'a', 'Node-10'), image('r', 'b', 'Node-9')])
    expect(rows.map(({ imageName }) => imageName)).toEqual(['Node-9', 'Node-10'])
  })

  test('contain every image exactly once', () => {
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

describe('the IDs of a row', () => {
  test('are numbered by how many regions use them, unless there is only one', () => {
    const [docker, halo] = matrixRows([
      image('r1', 'a', 'Docker'),
      image('r2', 'b', 'Docker'),
      image('r3', 'b', 'Docker'),
      image('r1', 'h', 'Halo'),
      image('r2', 'h', 'Halo'),
    ])
    if (docker === undefined || halo === undefined) throw new Error('two rows')
    expect([...idGroups(docker)]).toEqual([
      ['b', { number: 1, regions: 2 }],
      ['a', { number: 2, regions: 1 }],
    ])
    expect(idGroups(halo).size).toBe(0)
  })
})

describe('a range of cells', () => {
  const COLUMNS = ['r1', 'r2', 'r3']
  const rows = matrixRows(
    ['A', 'B', 'C'].flatMap((name) =>
      COLUMNS.filter((regionId) => `${name}${regionId}` !== 'Br2').map((regionId) =>
        image(regionId, name + regionId, name),
      ),
    ),
  )
  const between = (from: string, to: string) =>
    imagesBetweenCells(
      rows,
      COLUMNS,
      ({ imageId }) => imageId === from,
      ({ imageId }) => imageId === to,
    ).map(({ imageId }) => imageId)

  test('is the rectangle between two cells, in either direction', () => {
    const rectangle = ['Ar2', 'Ar3', 'Br3', 'Cr2', 'Cr3']
    expect(between('Ar2', 'Cr3')).toEqual(rectangle)
    expect(between('Cr2', 'Ar3')).toEqual(rectangle)
  })

  test('is one cell if the first is not in the matrix, and empty if the second is not', () => {
    expect(between('x', 'Cr3')).toEqual(['Cr3'])
    expect(between('Cr3', 'x')).toEqual([])
  })
})
