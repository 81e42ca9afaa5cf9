import { beforeEach, describe, expect, test } from 'vitest'

import { WORDPRESS } from './formats/formats.fixtures.ts'
import { checkCalls, forgetCopy, oldestFetch, rememberCopy, useLastCopy } from './last-copy.ts'

const HANGZHOU = { regionId: 'cn-hangzhou', imageId: 'a' }
const BEIJING = { regionId: 'cn-beijing', imageId: 'b' }
const TEN = '2026-01-01T10:00:00Z'
const ELEVEN = '2026-01-01T11:00:00Z'

describe('the age of copied images', () => {
  test('is that of the oldest region', () => {
    expect(oldestFetch([HANGZHOU, BEIJING], { 'cn-hangzhou': ELEVEN, 'cn-beijing': TEN })).toBe(TEN)
  })

  test('is that of the newest snapshot that is known to contain the image', () => {
    expect(oldestFetch([{ ...HANGZHOU, lastSeenAt: ELEVEN }], { 'cn-hangzhou': TEN })).toBe(ELEVEN)
    expect(oldestFetch([{ ...HANGZHOU, lastSeenAt: TEN }], {})).toBe(TEN)
  })

  test('is unknown if the page has not fetched one of the regions', () => {
    expect(oldestFetch([HANGZHOU, BEIJING], { 'cn-hangzhou': TEN })).toBeUndefined()
  })
})

describe('a copy', () => {
  const images = [WORDPRESS]
  const remembered = () => useLastCopy.getState().images
  const eleven = Date.parse(ELEVEN)
  beforeEach(forgetCopy)

  test('of data up to an hour old leaves nothing to say, not even about an earlier one', () => {
    rememberCopy(images, {}, eleven)
    rememberCopy(images, { 'cn-hangzhou': TEN }, eleven)
    expect(remembered()).toEqual([])
  })

  test('of older data is remembered', () => {
    rememberCopy(images, { 'cn-hangzhou': TEN }, eleven + 1)
    expect(remembered()).toEqual(images)
  })

  test('of data of unknown age is remembered', () => {
    rememberCopy(images, {}, eleven)
    expect(remembered()).toEqual(images)
  })
})

test('a check sends one call per region, each ID once, in batches', () => {
  const more = ['c', 'd'].map((imageId) => ({ regionId: 'cn-hangzhou', imageId }))
  expect(checkCalls([HANGZHOU, BEIJING, HANGZHOU, ...more], 2)).toEqual([
    { regionId: 'cn-hangzhou', imageIds: ['a', 'c'] },
    { regionId: 'cn-hangzhou', imageIds: ['d'] },
    { regionId: 'cn-beijing', imageIds: ['b'] },
  ])
})
