import type { Locator, Page } from '@playwright/test'

import { wcagViolations } from './support/axe.ts'
import { cards, expect, test } from './support/fixtures.ts'
import { closeOverlay, inLanguagesAndSchemes, switchToChinese, useColorScheme } from './support/styles.ts'

type Screen = {
  url: string
  /** An element that is visible once the screen has loaded. */
  ready: (page: Page) => Locator
  /** Actions to take first. */
  open?: (page: Page) => Promise<void>
}

const HANGZHOU = '/images?region=cn-hangzhou&q=wordpress'
const openMenu = async (button: Locator) => {
  await button.click()
  await expect(button.page().getByRole('menu')).toBeVisible()
}
const dialog = (page: Page) => page.getByRole('dialog')

const SCREENS: Record<string, Screen> = {
  cards: { url: `${HANGZHOU}&view=cards`, ready: (page) => cards(page).first() },
  table: { url: `${HANGZHOU}&view=table`, ready: (page) => page.getByRole('row').nth(1) },
  'all regions': { url: '/images?region=all&q=1panel-2', ready: (page) => cards(page).first() },
  'no region yet': { url: '/images', ready: (page) => page.getByRole('heading', { name: 'Which region?' }) },
  'nothing matches': {
    url: '/images?region=cn-hangzhou&q=nothing-like-this',
    ready: (page) => page.getByRole('heading', { name: 'No images match' }),
  },
  matrix: {
    url: '/matrix?q=1panel-2',
    ready: (page) => page.getByRole('table').locator('code').first(),
  },
  compare: {
    url: '/compare?a=cn-hangzhou&b=us-west-1',
    ready: (page) => page.getByRole('region', { name: /Only in cn-hangzhou/ }),
  },
  'look up': { url: '/lookup', ready: (page) => page.getByRole('textbox') },
  'look up, with results': {
    url: '/lookup',
    ready: (page) => page.getByRole('textbox'),
    open: async (page) => {
      await page.getByRole('textbox').fill(`${'a'.repeat(32)} ${'e'.repeat(32)}`)
      await page.getByRole('main').getByRole('button').first().click()
      await expect(page.getByRole('table').getByRole('row')).toHaveCount(3)
    },
  },
  changes: { url: '/changes', ready: (page) => page.getByRole('heading', { name: 'Changes', level: 1 }) },
  status: { url: '/status', ready: (page) => page.getByRole('meter').first() },
  preferences: { url: '/preferences', ready: (page) => page.getByRole('button', { name: /cn-hangzhou/ }) },
  help: { url: '/help', ready: (page) => page.getByRole('table') },
}

/** Overlays of the list, opened without language-dependent names. Escape closes them. */
const OVERLAYS: Record<string, (page: Page) => Promise<void>> = {
  'shortcut help': async (page) => {
    await page.keyboard.press('?')
    await expect(dialog(page).locator('[data-shortcut]')).not.toHaveCount(0)
  },
  'command palette': async (page) => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type('hangzhou')
    await expect(dialog(page).getByRole('option').first()).toBeVisible()
  },
  'region picker': async (page) => {
    await page.keyboard.press('r')
    await expect(page.getByRole('option').first()).toBeVisible()
  },
  'language menu': (page) => openMenu(page.getByRole('banner').locator('[aria-haspopup="menu"]').first()),
  'sort menu': (page) => openMenu(page.getByRole('search').locator('[aria-haspopup="menu"]')),
  'copy menu': async (page) => {
    await page.locator('[data-image]').first().focus()
    await page.keyboard.press('Shift+C')
    await expect(page.getByRole('menuitem').first()).toBeVisible()
  },
  'selection and copy preview': async (page) => {
    await page.locator('[data-command="select"]').first().check()
    await page.locator('[data-command="copy-selection-as"]').click()
    await expect(dialog(page).locator('pre')).toBeVisible()
  },
}

/** Widths of a phone and of a tablet in portrait. */
const NARROW_PX = [375, 768]

for (const [name, { url, ready, open }] of Object.entries(SCREENS)) {
  test(`${name}: no WCAG 2.2 AA violations, in either language, light or dark, wide or narrow`, async ({
    page,
  }) => {
    await page.goto(url)
    await expect(ready(page)).toBeVisible()
    const initialSize = page.viewportSize()
    for (const width of open === undefined ? NARROW_PX : []) {
      await page.setViewportSize({ width, height: 800 })
      await expect(ready(page)).toBeVisible()
      expect.soft(await wcagViolations(page), `${width} px`).toEqual([])
    }
    if (initialSize !== null) await page.setViewportSize(initialSize)
    await inLanguagesAndSchemes(
      page,
      async (variant) => expect.soft(await wcagViolations(page), variant).toEqual([]),
      open && (() => open(page)),
    )
  })
}

test('overlays of a list: no WCAG 2.2 AA violations, in either language, light or dark', async ({ page }) => {
  test.setTimeout(180_000)
  await page.goto(HANGZHOU)
  await expect(cards(page).first()).toBeVisible()
  for (const [language, scheme] of [
    ['en', 'light'],
    ['zh-CN', 'dark'],
  ] as const) {
    if (language === 'zh-CN') await switchToChinese(page)
    await useColorScheme(page, scheme)
    for (const [name, open] of Object.entries(OVERLAYS)) {
      await open(page)
      expect.soft(await wcagViolations(page), `${name}, ${language}, ${scheme}`).toEqual([])
      await closeOverlay(page)
    }
  }
})
