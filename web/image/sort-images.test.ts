import { expect, test } from 'vitest'

import type { Image } from '#contract/images.ts'

import { sortImages } from './sort-images.ts'

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

test('a list is sorted once per order, into a new list', () => {
  const images = ['b', 'c', 'a'].map(image)
  const names = (sort: 'name' | '-name') => sortImages(images, sort).map(({ imageName }) => imageName)
  expect(names('name')).toEqual(['a', 'b', 'c'])
  expect(sortImages(images, 'name')).toBe(sortImages(images, 'name'))
  expect(names('-name')).toEqual(['c', 'b', 'a'])
  expect(images.map(({ imageName }) => imageName)).toEqual(['b', 'c', 'a'])
})
