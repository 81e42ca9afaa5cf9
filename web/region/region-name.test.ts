import { expect, test } from 'vitest'

import type { Region } from '#contract/regions.ts'

import { browse as en } from '../i18n/en/browse.ts'
import { browse as zh } from '../i18n/zh-cn/browse.ts'
import { closingLabel, findRegions } from './region-name.ts'

const NANJING = {
  names: { 'zh-CN': '华东5（南京）关停中', 'en-US': 'China (Nanjing - Local Region)' },
  closing: true,
}

test('a closing region is labeled once, in the language of the page', () => {
  expect(closingLabel(NANJING, 'en', en.closing)).toBe('closing')
  expect(closingLabel(NANJING, 'zh-CN', zh.closing)).toBeUndefined()
  expect(closingLabel({ ...NANJING, closing: false }, 'en', en.closing)).toBeUndefined()
})

const region = (regionId: string, english: string, chinese: string): Region => ({
  regionId,
  name: english,
  names: { 'en-US': english, 'zh-CN': chinese },
  group: 'mainland',
  closing: false,
  endpoint: '',
  state: 'never',
  fetchedAt: null,
  imageCount: null,
})
const REGIONS = [
  region('cn-hangzhou', 'China (Hangzhou)', '华东1（杭州）'),
  region('cn-shanghai', 'China (Shanghai)', '华东2（上海）'),
  region('us-west-1', 'US (Silicon Valley)', '美国（硅谷）'),
]

test.each(['杭州', 'hangzhou', 'cn-hangzhou', 'ＨＡＮＧＺＨＯＵ', ' China hangz ', '华东1'])(
  '%s finds Hangzhou alone',
  (query) => {
    expect(findRegions(REGIONS, query).map(({ regionId }) => regionId)).toEqual(['cn-hangzhou'])
  },
)

test('an empty query finds every region, and an unknown word none', () => {
  expect(findRegions(REGIONS, ' ')).toHaveLength(3)
  expect(findRegions(REGIONS, 'mars')).toEqual([])
})
