import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

import { expect } from './fixtures.ts'

/** A page as somebody sees it: in a language, in light or dark. */
export type Look = { language: 'en' | 'zh-CN'; scheme: 'light' | 'dark' }

const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/**
 * Looks at the page in both languages, light and dark, without loading it again. `open` opens in each language what hides the
 * language menu, such as a dialog; Escape closes it after.
 */
export async function inEveryLook(
  page: Page,
  look: (look: Look) => Promise<void>,
  open?: () => Promise<void>,
) {
  for (const language of ['en', 'zh-CN'] as const) {
    if (language === 'zh-CN') await speakChinese(page)
    await open?.()
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme })
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme)
      await look({ language, scheme })
    }
    if (open !== undefined) {
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
    }
  }
}

/** Switches an English page to Chinese, as an operator does. */
export async function speakChinese(page: Page) {
  await page.getByRole('button', { name: 'Language' }).click()
  await page.getByRole('menuitemradio', { name: '简体中文' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await expect(page.getByRole('menu')).toHaveCount(0)
  await expect(page.getByRole('button', { name: '语言' })).toBeFocused()
}

/** Everything on the page as it is that breaks WCAG 2.2, level AA, as far as axe can tell; in dark only what colors can break. */
export async function wcagViolations(page: Page, { scheme }: Look): Promise<string[]> {
  // Without frames there is nothing to gather in a second page, which is what the other mode opens for each run.
  const axe = new AxeBuilder({ page }).setLegacyMode(true)
  const rules = scheme === 'dark' ? axe.withRules('color-contrast') : axe.withTags(WCAG_22_AA)
  const { violations } = await rules.analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.any[0]?.message ?? ''}`),
  )
}
