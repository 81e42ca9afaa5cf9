import type { Page } from '@playwright/test'

import { cards, expect, test } from './support/fixtures.ts'
import { layoutProblems, withTextSpacing } from './support/reflow.ts'

const HANGZHOU = '/images?region=cn-hangzhou&q=wordpress'

type Screens = Record<string, { url: string; open?: (page: Page) => Promise<void> }>

const LISTS: Screens = {
  'no region yet': { url: '/images' },
  cards: { url: `${HANGZHOU}&view=cards` },
  table: { url: `${HANGZHOU}&view=table` },
  'all regions': { url: '/images?region=all&q=1panel-2' },
  'nothing matches': { url: '/images?region=cn-hangzhou&q=nothing-like-this' },
}

const IMAGES: Screens = {
  'unknown region': { url: '/images?region=cn-nowhere' },
  'unknown image': { url: '/images/cn-hangzhou/0123456789abcdef0123456789abcdef' },
  image: {
    url: HANGZHOU,
    open: async (page) => {
      await cards(page).first().getByRole('link').click()
      await expect(page.getByRole('heading', { name: 'History' })).toBeVisible()
    },
  },
  matrix: { url: '/matrix?q=1panel-2' },
  compare: { url: '/compare?a=cn-hangzhou&b=us-west-1' },
}

const OTHER_PAGES: Screens = {
  'look up': {
    url: '/lookup',
    open: async (page) => {
      await page.getByRole('textbox').fill('0123456789abcdef0123456789abcdef m-bp1234567890abcdefgh')
      await page.getByRole('button', { name: 'Look up' }).click()
      await expect(page.getByRole('table')).toBeVisible()
    },
  },
  changes: { url: '/changes' },
  status: { url: '/status' },
  preferences: { url: '/preferences' },
  help: { url: '/help' },
}

/** The selection comes last, because its bar stays. */
const OVERLAYS: Screens = {
  'how to connect an account': {
    url: HANGZHOU,
    open: (page) => page.getByRole('note', { name: 'Sample catalog' }).locator('summary').click(),
  },
  'copy menu': {
    url: HANGZHOU,
    open: async (page) => {
      await page.keyboard.press('j')
      await page.keyboard.press('Shift+C')
      await expect(page.getByRole('menuitem').last()).toBeAttached()
    },
  },
  'region picker': {
    url: HANGZHOU,
    open: (page) => page.getByRole('combobox', { name: 'Region' }).click(),
  },
  'shortcut help': {
    url: HANGZHOU,
    open: async (page) => {
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog')).toBeVisible()
    },
  },
  'selection and copy preview': {
    url: HANGZHOU,
    open: async (page) => {
      await page.locator('[data-command="select"]').first().check()
      await page.locator('[data-command="copy-selection-as"]').click()
      await expect(page.getByRole('dialog').locator('pre')).toBeVisible()
    },
  },
}

for (const screens of [LISTS, IMAGES, OTHER_PAGES, OVERLAYS]) {
  const names = Object.keys(screens).join(', ')
  test(`${names}: reflow at 320 px and at 200 %, and have room for WCAG text spacing`, async ({ page }) => {
    for (const [name, { url, open }] of Object.entries(screens)) {
      await page.setViewportSize({ width: 640, height: 450 })
      await page.goto(url)
      await expect(page.getByRole('main').locator('h1, code, form').first()).toBeAttached()
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
      await open?.(page)
      expect.soft(await horizontalOverflow(page), `${name}, 1280 px at 200 %`).toBeLessThanOrEqual(0)
      expect.soft(await layoutProblems(page), `${name}, 1280 px at 200 %`).toEqual([])
      await page.setViewportSize({ width: 320, height: 640 })
      expect.soft(await horizontalOverflow(page), `${name}, 320 px`).toBeLessThanOrEqual(0)
      expect.soft(await layoutProblems(page), `${name}, 320 px`).toEqual([])
      await page.setViewportSize({ width: 1280, height: 900 })
      await withTextSpacing(page)
      expect.soft(await horizontalOverflow(page), `${name}, text spacing`).toBeLessThanOrEqual(0)
      expect.soft(await layoutProblems(page), `${name}, text spacing`).toEqual([])
    }
  })
}

/** Horizontal overflow of the page in pixels, without the scrollbar gutter. */
function horizontalOverflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { body, documentElement: root } = document
    return Math.max(body.scrollWidth - body.clientWidth, root.scrollWidth - root.clientWidth)
  })
}
