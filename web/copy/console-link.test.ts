import { expect, test } from 'vitest'

import { consoleBuyUrl, consoleHost } from './console-link.ts'

const IMAGE = { regionId: 'cn-hangzhou', imageId: '794c230fd3e64ea19f83f4d7a0adbbbb' }

test('the China site', () => {
  expect(consoleBuyUrl('china', IMAGE)).toBe(
    'https://swasnext.console.aliyun.com/buy?regionId=cn-hangzhou&imageId=794c230fd3e64ea19f83f4d7a0adbbbb&amount=1&duration=1&autoRenew=false#/',
  )
})

test('the international site', () => {
  expect(consoleBuyUrl('international', IMAGE)).toBe(
    'https://swas.console.alibabacloud.com/buy?commodityCode=swas_intl&regionId=cn-hangzhou&imageId=794c230fd3e64ea19f83f4d7a0adbbbb&amount=1&duration=1&autoRenew=false#/',
  )
})

test('a hostile ID cannot change the host or other parameters', () => {
  const url = new URL(consoleBuyUrl('china', { regionId: 'a&b', imageId: '#/?x=@evil.example' }))
  expect(url.host).toBe(consoleHost('china'))
  expect(url.searchParams.get('regionId')).toBe('a&b')
  expect(url.searchParams.get('imageId')).toBe('#/?x=@evil.example')
})
