import { expect, test } from 'vitest'

import { checksOf, oldestRead } from './last-copy.ts'

const HANGZHOU = { regionId: 'cn-hangzhou', imageId: 'a' }
const BEIJING = { regionId: 'cn-beijing', imageId: 'b' }
const TEN = '2026-01-01T10:00:00Z'
const ELEVEN = '2026-01-01T11:00:00Z'

test('a selection is as old as the oldest of its regions', () => {
  expect(oldestRead([HANGZHOU, BEIJING], { 'cn-hangzhou': ELEVEN, 'cn-beijing': TEN })).toBe(TEN)
})

test('an image is as new as the newest snapshot that is known to hold it', () => {
  expect(oldestRead([{ ...HANGZHOU, lastSeenAt: ELEVEN }], { 'cn-hangzhou': TEN })).toBe(ELEVEN)
  expect(oldestRead([{ ...HANGZHOU, lastSeenAt: TEN }], {})).toBe(TEN)
})

test('where a region has not been read by the page, the age is not known', () => {
  expect(oldestRead([HANGZHOU, BEIJING], { 'cn-hangzhou': TEN })).toBeUndefined()
})

test('a check asks each region once, for each ID once, in parts that one call takes', () => {
  const more = ['c', 'd'].map((imageId) => ({ regionId: 'cn-hangzhou', imageId }))
  expect(checksOf([HANGZHOU, BEIJING, HANGZHOU, ...more], 2)).toEqual([
    { regionId: 'cn-hangzhou', imageIds: ['a', 'c'] },
    { regionId: 'cn-hangzhou', imageIds: ['d'] },
    { regionId: 'cn-beijing', imageIds: ['b'] },
  ])
})
