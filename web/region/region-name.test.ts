import { expect, test } from 'vitest'

import { browse as en } from '../i18n/en/browse.ts'
import { browse as zh } from '../i18n/zh-cn/browse.ts'
import { closingWord } from './region-name.ts'

const NANJING = {
  names: { 'zh-CN': '华东5（南京）关停中', 'en-US': 'China (Nanjing - Local Region)' },
  closing: true,
}

test('that a region is closing is said once, in the language of the page', () => {
  expect(closingWord(NANJING, 'en', en.closing)).toBe('closing')
  expect(closingWord(NANJING, 'zh-CN', zh.closing)).toBeUndefined()
  expect(closingWord({ ...NANJING, closing: false }, 'en', en.closing)).toBeUndefined()
})
