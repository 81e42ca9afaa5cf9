import { expect, test } from 'vitest'

import type { Image } from '#contract/images.ts'

import { inOrder } from './sort-images.ts'

const image = (imageName: string): Image => ({
  regionId: 'cn-hangzhou',
  imageId: imageName,
  imageName,
  imageType: 'system',
  platform: 'Linux',
  description: '',
  firstSeenAt: '',
  lastSeenAt: '',
  state: 'current',
})

test('a list is sorted once for an order, and left as it is', () => {
  const images = ['b', 'c', 'a'].map(image)
  const names = (sort: 'name' | '-name') => inOrder(images, sort).map(({ imageName }) => imageName)
  expect(names('name')).toEqual(['a', 'b', 'c'])
  expect(inOrder(images, 'name')).toBe(inOrder(images, 'name'))
  expect(names('-name')).toEqual(['c', 'b', 'a'])
  expect(images.map(({ imageName }) => imageName)).toEqual(['b', 'c', 'a'])
})
