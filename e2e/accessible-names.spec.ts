import type { Page } from '@playwright/test'

import { expect, test } from './support/fixtures.ts'

const SCREENS = {
  cards: '/images?region=cn-hangzhou&q=1panel&view=cards',
  table: '/images?region=cn-hangzhou&q=wordpress&view=table',
  'all regions': '/images?region=all&q=1panel-2',
  matrix: '/matrix?q=1panel-2',
  compare: '/compare?a=cn-hangzhou&b=us-west-1',
  'no region yet': '/images',
  changes: '/changes',
  status: '/status',
  preferences: '/preferences',
  help: '/help',
}

/** Visible Chinese text that no element marks as Chinese. */
function unmarkedChinese() {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const unmarked: string[] = []
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
    const element = text.parentElement
    if (element === null || element.closest('script, style, noscript, textarea') !== null) continue
    const isChinese = /\p{Script=Han}/u.test(text.textContent ?? '')
    if (isChinese && !element.closest('[lang]')?.getAttribute('lang')?.startsWith('zh'))
      unmarked.push(`${text.textContent} in ${element.outerHTML.slice(0, 120)}`)
  }
  return unmarked
}

const waitUntilLoaded = async (page: Page) => {
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
  await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0)
}

test('on English pages all Chinese text is marked as Chinese, on every screen', async ({ page }) => {
  for (const [name, url] of Object.entries(SCREENS)) {
    await page.goto(url)
    await waitUntilLoaded(page)
    expect.soft(await page.evaluate(unmarkedChinese), name).toEqual([])
  }
  await page.goto(SCREENS.cards)
  await page.getByRole('combobox', { name: 'Region' }).click()
  await expect(page.getByRole('option').first()).toBeVisible()
  expect.soft(await page.evaluate(unmarkedChinese), 'region picker').toEqual([])
  await page.keyboard.press('Escape')
  await page.locator('main h2 a').first().click()
  await expect(page).toHaveURL(/\/images\/cn-hangzhou\//)
  await waitUntilLoaded(page)
  expect(await page.getByRole('main').textContent()).toMatch(/\p{Script=Han}/u)
  expect.soft(await page.evaluate(unmarkedChinese), 'image').toEqual([])
})

test('no two buttons or fields share a name, on any screen', async ({ page }) => {
  for (const [name, url] of Object.entries(SCREENS)) {
    await page.goto(url)
    await waitUntilLoaded(page)
    const names = (await page.locator('body').ariaSnapshot())
      .split('\n')
      .map((line) => /^\s*- '?((?:button|checkbox|combobox|searchbox|textbox) ".+?")/.exec(line)?.[1])
      .filter((control) => control !== undefined)
    expect.soft(names.length, name).toBeGreaterThan(2)
    expect
      .soft(
        names.filter((control, index) => names.indexOf(control) !== index),
        name,
      )
      .toEqual([])
  }
})
