import { expect, test } from 'vitest'

import { chooseLanguage } from './request.ts'

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
  ['zh', 'zh-CN'],
  ['ZH-hans', 'zh-CN'],
  ['en-GB,en;q=0.9,zh;q=0.8', 'en'],
  ['en;q=0.5,zh;q=0.6', 'zh-CN'],
  ['fr,zh;q=0.2', 'zh-CN'],
  ['zh;q=0,fr', 'en'],
  ['zhx', 'en'],
  ['zh;q=nonsense', 'en'],
])('"%s" prefers %s', (accepted, expected) => {
  expect(chooseLanguage(accepted)).toBe(expected)
})
