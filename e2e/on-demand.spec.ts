import type { Page } from '@playwright/test'

import { cards, expect, test } from './support/fixtures.ts'

/** Files of the page that load after the first view. */
const LATER = /\/assets\/(?!index-).*\.js$/

test('a click counts before the menu has loaded, and the focus returns to its button', async ({ page }) => {
  const gate = Promise.withResolvers<void>()
  await page.route(LATER, async (route) => {
    await gate.promise
    await route.continue()
  })
  await page.goto('/images?region=cn-hangzhou')
  await expect(cards(page).first()).toBeVisible()
  const sort = page.getByRole('button', { name: /^Sort/ })
  await sort.focus()
  await page.keyboard.press('Enter')
  await expect(sort).toBeFocused()
  gate.resolve()
  await expect(page.getByRole('menu')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toHaveCount(0)
  await expect(sort).toBeFocused()
})

test('if the server is down before a menu has loaded, the page says so, and the menu opens later', async ({
  page,
}) => {
  let isGone = true
  await page.route(/\/assets\/|\/api\/|\/healthz/, (route) => (isGone ? route.abort() : route.continue()))
  await page.route(/\/assets\/index-/, (route) => route.continue())
  await page.goto('/images?region=cn-hangzhou')
  await page.getByRole('button', { name: 'Language' }).click()
  await expect(page.getByRole('alert')).toContainText('not reachable')
  await expect(page.getByRole('navigation')).toBeVisible()
  isGone = false
  await expect(page.getByRole('alert')).toHaveCount(0)
  await page.getByRole('button', { name: 'Language' }).click()
  await expect(page.getByRole('menuitemradio', { name: '简体中文' })).toBeVisible()
})

test('text typed as soon as the command palette opens arrives in it, and the focus returns', async ({
  page,
}) => {
  await page.goto('/images?region=cn-hangzhou')
  await expect(cards(page).first()).toBeVisible()
  const sort = page.getByRole('button', { name: /^Sort/ })
  await sort.focus()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.type('wordpress')
  await expect(page.getByRole('dialog').getByRole('combobox')).toHaveValue('wordpress')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(sort).toBeFocused()
})

test('text typed before the command palette has loaded is kept for it, and no shortcut acts', async ({
  page,
}) => {
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  await page.route(/\/assets\/command-palette/, async (route) => {
    await released
    await route.continue()
  })
  await page.goto('/images?region=cn-hangzhou')
  await expect(cards(page).first()).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('matrix')
  release()
  await expect(page.getByRole('dialog').getByRole('combobox')).toHaveValue('matrix')
  await expect(page).toHaveURL(/\/images\?region=cn-hangzhou$/)
})

for (const [what, want] of [
  ['a menu', (page: Page) => page.getByRole('button', { name: 'Language' }).click()],
  ['a page', (page: Page) => page.getByRole('link', { name: 'Matrix' }).click()],
] as const) {
  test(`if a newer version removed the files of ${what}, the page says so and can be reloaded`, async ({
    page,
  }) => {
    let isReplaced = false
    // The response of a server with another build.
    await page.route(/\/assets\/.*\.js$/, (route) =>
      isReplaced || LATER.test(route.request().url())
        ? route.continue({ url: new URL('/assets/of-an-older-build.js', route.request().url()).href })
        : route.continue(),
    )
    await page.goto('/images?region=cn-hangzhou')
    await expect(cards(page).first()).toBeVisible()
    isReplaced = true
    await want(page)
    const alert = page.getByRole('alert').filter({ hasText: 'newer version' })
    await expect(alert).toBeVisible()
    await expect(page.getByRole('alert').filter({ hasText: 'not reachable' })).toHaveCount(0)
    await page.unroute(/\/assets\/.*\.js$/)
    await alert.getByRole('button', { name: 'Reload the page' }).click()
    await expect(alert).toHaveCount(0)
    await expect(page.locator('main')).not.toBeEmpty()
  })
}

test('if a newer version removed the texts of a language, the page says so in the current one', async ({
  page,
}) => {
  await page.goto('/images?region=cn-hangzhou')
  await page.getByRole('button', { name: 'Language' }).click()
  const chinese = page.getByRole('menuitemradio', { name: '简体中文' })
  await expect(chinese).toBeVisible()
  await page.route(/\/assets\/.*\.js$/, (route) =>
    route.continue({ url: new URL('/assets/of-an-older-build.js', route.request().url()).href }),
  )
  await chinese.click()
  await expect(page.getByRole('alert').filter({ hasText: 'newer version' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
})

test('if a newer version removed the files of the offline copy, the page says so', async ({ page }) => {
  await page.goto('/preferences')
  const keep = page.getByRole('checkbox', { name: 'Keep the page and its last lists' })
  await expect(keep).toBeVisible()
  await page.route(/\/assets\/.*\.js$/, (route) =>
    route.continue({ url: new URL('/assets/of-an-older-build.js', route.request().url()).href }),
  )
  await keep.check()
  await expect(page.getByRole('alert').filter({ hasText: 'newer version' })).toBeVisible()
})
