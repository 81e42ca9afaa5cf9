import { expect, test } from 'vitest'

import { type SampleImage, sampleImages, sampleRegions } from './sample-images.ts'

const images = sampleImages()
const inRegion = (regionId: string): SampleImage[] => images.get(regionId) ?? []
const all = [...images.values()].flat()

test('there are 27 regions, two of them closing', () => {
  const names = sampleRegions().map(({ localNames }) => localNames['zh-CN'])
  expect(names).toHaveLength(27)
  expect(names.filter((name) => name.includes('关停中'))).toHaveLength(2)
})

test('large regions have about 90 images, others fewer, closing ones few', () => {
  for (const regionId of ['cn-hangzhou', 'cn-shanghai', 'cn-beijing', 'cn-hongkong', 'ap-southeast-1']) {
    expect(inRegion(regionId).length).toBeGreaterThan(84)
    expect(inRegion(regionId).length).toBeLessThan(97)
  }
  expect(inRegion('ap-northeast-1').length).toBeLessThan(70)
  expect(inRegion('cn-nanjing').length).toBeLessThan(20)
  expect(Math.min(...[...images.values()].map((list) => list.length))).toBeGreaterThan(10)
})

test('IDs cannot be mistaken for real ones, and are unique in a region', () => {
  for (const { ImageId, ImageType } of all) {
    expect(ImageId).toMatch(
      ImageType === 'custom' ? /^m-sample0000[0-9a-f]{10}$/ : /^5a3b1e0{10}[0-9a-f]{16}$/,
    )
  }
  for (const list of images.values()) {
    expect(new Set(list.map(({ ImageId }) => ImageId)).size).toBe(list.length)
  }
})

test('system images have one ID everywhere, some app images have several', () => {
  const idsOf = (name: string) =>
    new Set(all.filter(({ ImageName }) => ImageName === name).map(({ ImageId }) => ImageId))
  expect(idsOf('CentOS-7.9').size).toBe(1)
  expect(idsOf('Minecraft-1.21.8').size).toBe(2)
  expect(idsOf('OpenClaw-2026.5.19').size).toBe(25)
})

test('some names occur twice in one region', () => {
  const names = inRegion('cn-hangzhou').map(({ ImageName }) => ImageName)
  const twice = names.filter((name, index) => names.indexOf(name) !== index)
  expect(twice).toEqual(
    expect.arrayContaining(['WordPress-6.8.3', 'Node.js-20.19.0', '宝塔Linux面板-阿里云专享版 11.1.0']),
  )
})

test('every type and platform occurs, and some regions lack some images', () => {
  expect(new Set(all.map(({ ImageType }) => ImageType))).toEqual(new Set(['system', 'app', 'custom']))
  expect(new Set(all.map(({ Platform }) => Platform))).toEqual(new Set(['Linux', 'Windows']))
  expect(inRegion('cn-hangzhou').some(({ ImageName }) => ImageName === 'Discuz!-X3.5')).toBe(true)
  expect(inRegion('us-west-1').some(({ ImageName }) => ImageName === 'Discuz!-X3.5')).toBe(false)
})

test('images are the same at each start', () => {
  expect(sampleImages()).toEqual(images)
  expect(inRegion('cn-hangzhou').find(({ ImageName }) => ImageName === 'CentOS-7.9')?.ImageId).toBe(
    '5a3b1e0000000000ea323dc8acd3f9e7',
  )
})
