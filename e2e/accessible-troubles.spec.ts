import type { Page } from '@playwright/test'

import { wcagViolations } from './support/axe.ts'
import { cards, expect, test } from './support/fixtures.ts'
import { inLanguagesAndSchemes } from './support/styles.ts'

/** Problems that occur during use: how to cause each, and what it shows in any language. */
const TROUBLES: Record<string, { bring: (page: Page) => Promise<void>; seen: string }> = {
  'a copy that failed beside its button': {
    bring: (page) => cards(page).first().locator('[data-command="copy-id"]').click(),
    seen: 'main [data-command="copy-id"][data-state="failed"]',
  },
  'the server gone': {
    bring: async (page) => {
      await page.route('**/api/**', (route) => route.abort('connectionrefused'))
      await page.locator('[data-command="refresh"]').click()
    },
    seen: '[role="alert"]',
  },
}

for (const [name, { bring, seen }] of Object.entries(TROUBLES)) {
  test(`${name}: no WCAG 2.2 AA violations, in either language, light or dark`, async ({ page }) => {
    await withoutClipboard(page)
    await page.goto('/images?region=cn-hangzhou&q=wordpress')
    await expect(cards(page).first()).toBeVisible()
    await bring(page)
    await expect(page.locator(seen).first()).toBeVisible()
    await inLanguagesAndSchemes(page, async (variant) => {
      expect.soft(await wcagViolations(page), variant).toEqual([])
    })
  })
}

test('without a clipboard, IDs that are not on the screen appear selected in an accessible dialog', async ({
  page,
}) => {
  await withoutClipboard(page)
  await page.goto('/images?region=cn-hangzhou&q=wordpress')
  const id = (await cards(page).first().locator('code').textContent()) ?? ''
  await cards(page).first().getByRole('checkbox').check()
  const copy = page.locator('[data-command="copy-selection"]')
  await inLanguagesAndSchemes(
    page,
    async (variant) => {
      expect(await page.getByRole('dialog').getByRole('textbox').inputValue()).toBe(id)
      expect(await page.evaluate(() => getSelection()?.toString())).toBe(id)
      expect.soft(await wcagViolations(page), variant).toEqual([])
    },
    async () => {
      await copy.click()
      await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused()
    },
  )
  await expect(copy).toBeFocused()
})

async function withoutClipboard(page: Page) {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined })
    document.execCommand = () => false
  })
}
