import { expect, test } from 'vitest'

import type { Image } from '#contract/images.ts'

import { DEFAULT_VIEW } from '../routing/image-view.ts'
import { visibleImages } from './filter-images.ts'
import { parseSearch } from './search-images.ts'

const image = (imageId: string, imageName: string, imageType: string, platform = 'Linux'): Image => ({
  regionId: 'cn-hangzhou',
  imageId,
  imageName,
  imageType,
  platform,
  description: '',
  firstSeenAt: '',
  lastSeenAt: '',
  state: 'current',
})
const IMAGES = [
  image('1', 'Ubuntu-24.04', 'system'),
  image('2', 'Ubuntu-8.04', 'system'),
  image('3', 'WordPress-6.8', 'app'),
  image('4', 'Windows-2022', 'system', 'Windows'),
  image('5', 'Odd', 'shared'),
]
const show = (view: Partial<typeof DEFAULT_VIEW>) =>
  visibleImages(IMAGES, { ...DEFAULT_VIEW, ...view }, parseSearch(view.search ?? '')).images.map(
    ({ imageId }) => imageId,
  )

test('filters combine', () => {
  expect(show({ type: 'system', platform: 'Linux', search: 'ubuntu' })).toEqual(['2', '1'])
  expect(show({ type: 'other' })).toEqual(['5'])
  expect(show({ platform: 'Windows' })).toEqual(['4'])
})

test('versions sort as numbers, in either direction', () => {
  expect(show({ search: 'ubuntu', sort: 'name' })).toEqual(['2', '1'])
  expect(show({ search: 'ubuntu', sort: '-name' })).toEqual(['1', '2'])
})

test('the type counts add up, undocumented types included', () => {
  expect(visibleImages(IMAGES, DEFAULT_VIEW, parseSearch('')).typeCounts).toEqual({
    all: 5,
    system: 3,
    app: 1,
    custom: 0,
    other: 1,
  })
})
