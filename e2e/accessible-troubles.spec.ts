import type { Page } from '@playwright/test'

import { wcagViolations } from './support/axe.ts'
import { cards, expect, test } from './support/fixtures.ts'
import { inLanguagesAndSchemes } from './support/styles.ts'

/** Problems that occur during use: how to cause each, and what it shows in any language. */
const PROBLEMS: Record<string, { cause: (page: Page) => Promise<void>; selector: string }> = {
  'a failed copy': {
    cause: (page) => cards(page).first().locator('[data-command="copy-id"]').click(),
    selector: 'main [data-command="copy-id"][data-state="failed"]',
  },
  'the server is down': {
    cause: async (page) => {
      await page.route('**/api/**', (route) => route.abort('connectionrefused'))
      await page.locator('[data-command="refresh"]').click()
    },
    selector: '[role="alert"]',
  },
}

for (const [name, { cause, selector }] of Object.entries(PROBLEMS)) {
  test(`${name}: no WCAG 2.2 AA violations, in either language, light or dark`, async ({ page }) => {
    await withoutClipboard(page)
    await page.goto('/images?region=cn-hangzhou&q=wordpress')
    await expect(cards(page).first()).toBeVisible()
    await cause(page)
    await expect(page.locator(selector).first()).toBeVisible()
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
