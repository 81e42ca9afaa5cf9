import type { Page } from '@playwright/test'

import { expect } from './fixtures.ts'

/**
 * Checks the page in both languages and both color schemes without loading it again: in English and light, then in
 * Chinese and dark. Text does not depend on the scheme, nor do colors on the language. `open` opens a dialog or another
 * layer over the language menu, in each language; Escape closes it.
 */
export async function inLanguagesAndSchemes(
  page: Page,
  check: (variant: string) => Promise<void>,
  open?: () => Promise<void>,
) {
  for (const [language, scheme] of [
    ['en', 'light'],
    ['zh-CN', 'dark'],
  ] as const) {
    if (language === 'zh-CN') await switchToChinese(page)
    await useColorScheme(page, scheme)
    await open?.()
    await check(`${language}, ${scheme}`)
    if (open !== undefined) await closeOverlay(page)
  }
}

/** Closes the open dialog, menu or list with Escape. */
export async function closeOverlay(page: Page) {
  await page.keyboard.press('Escape')
  await expect(page.locator('[role="dialog"], [role="menu"], [role="listbox"]')).toHaveCount(0)
}

export async function useColorScheme(page: Page, scheme: 'light' | 'dark') {
  await page.emulateMedia({ colorScheme: scheme })
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme)
}

/** Switches an English page to Chinese, with the language menu. */
export async function switchToChinese(page: Page) {
  await page.getByRole('button', { name: 'Language' }).click()
  await page.getByRole('menuitemradio', { name: '简体中文' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await expect(page.getByRole('menu')).toHaveCount(0)
  await expect(page.getByRole('button', { name: '语言' })).toBeFocused()
}
