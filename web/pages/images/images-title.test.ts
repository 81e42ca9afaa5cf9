import { expect, test } from 'vitest'

import { en } from '../../i18n/en.ts'
import { zhCn } from '../../i18n/zh-cn.ts'
import { parseView } from '../../routing/image-view.ts'
import { listHeading, documentTitle } from './images-title.ts'

test('the list of all regions is called so, in words', () => {
  expect(listHeading('all', en.browse)).toBe('Images in all regions')
  expect(listHeading('all', zhCn.browse)).toBe('全部地域的镜像')
  expect(listHeading('cn-hangzhou,us-west-1', en.browse)).toBe('Images in cn-hangzhou, us-west-1')
})

test('a tab says what is searched, filtered and where, in the language of the page', () => {
  const { view } = parseView('?region=all&type=app&platform=Linux&q=wordpress')
  expect(documentTitle(view, en)).toBe('wordpress · App · Linux · All regions · SWAS Image Browser')
  expect(documentTitle(view, zhCn)).toBe('wordpress · 应用 · Linux · 全部地域 · SWAS Image Browser')
})

test('before a region is chosen, a tab has the name of the product alone', () => {
  expect(documentTitle(parseView('').view, en)).toBe('SWAS Image Browser')
})
