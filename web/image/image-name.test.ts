import { expect, test } from 'vitest'

import { hueOf, isChinese, monogramOf, splitName, visibleName } from './image-name.ts'

test.each([
  ['WordPress-6.8.3', 'WordPress', '6.8.3'],
  ['Alibaba Cloud Linux-3.2104', 'Alibaba Cloud Linux', '3.2104'],
  ['宝塔Linux面板-11.1.0', '宝塔Linux面板', '11.1.0'],
  ['Windows Server 2022', 'Windows Server', '2022'],
  ['Moltbot', 'Moltbot', null],
  ['1Panel', '1Panel', null],
])('%s is %s, version %s', (name, product, version) => {
  expect(splitName(name)).toEqual({ product, version })
})

test.each([
  ['WordPress', 'WP'],
  ['docker', 'D'],
  ['宝塔Linux面板', '宝'],
  ['Alibaba Cloud Linux', 'AC'],
  ['', '?'],
])('%s has the monogram %s', (name, monogram) => {
  expect(monogramOf(name)).toBe(monogram)
})

test('each product has its own hue', () => {
  expect(hueOf('Docker')).toBe(hueOf('Docker'))
  expect(hueOf('Docker')).not.toBe(hueOf('GitLab'))
})

test('invisible characters of a name are shown', () => {
  expect(visibleName('a\u202Eb\nc')).toBe('a\uFFFDb\uFFFDc')
})

test('Chinese text is recognized', () => {
  expect([isChinese('博客'), isChinese('blog')]).toEqual([true, false])
})
