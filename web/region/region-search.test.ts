import { expect, test } from 'vitest'

import type { Region } from '#contract/regions.ts'

import { findRegions } from './region-search.ts'

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

test('an empty query finds every region, a foreign word none', () => {
  expect(findRegions(REGIONS, ' ')).toHaveLength(3)
  expect(findRegions(REGIONS, 'mars')).toEqual([])
})
