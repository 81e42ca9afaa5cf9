import type { Page } from '@playwright/test'

import { cards, expect, test } from './support/fixtures.ts'

const HANGZHOU = '/images?region=cn-hangzhou&q=wordpress'

test('in forced colors a choice, a selection and the focus stay visible', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await page.goto(`${HANGZHOU}&type=app`)
  const card = cards(page).first()
  await expect(card).toBeVisible()
  const types = page.getByRole('radiogroup', { name: 'Image type' })
  const label = (name: string) => types.locator('label', { hasText: name })
  const styleOf = (name: string) =>
    label(name).evaluate((element) => {
      const { backgroundColor, borderColor, outlineStyle, textDecorationLine } = getComputedStyle(element)
      return [backgroundColor, borderColor, outlineStyle, textDecorationLine].join(' ')
    })
  expect(await styleOf('App')).not.toBe(await styleOf('System'))
  const pages = page.getByRole('navigation', { name: 'Main' })
  await expect(pages.getByRole('link', { name: 'Images' })).toHaveCSS('outline-style', 'solid')
  await expect(pages.getByRole('link', { name: 'Status' })).toHaveCSS('outline-style', 'none')
  await card.focus()
  await page.keyboard.press('x')
  await expect(card.getByRole('checkbox')).toBeChecked()
  await expect(card).toHaveCSS('outline-style', 'solid')
})

test('reduced motion turns off all animation', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto(HANGZHOU)
  await expect(cards(page).first()).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog')).toBeVisible()
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter((element) => {
        const { transitionDuration, animationName } = getComputedStyle(element)
        return /[1-9]/.test(transitionDuration) || animationName !== 'none'
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  )
  expect(moving).toEqual([])
})

/** The width of an A4 sheet in CSS pixels. */
const SHEET_PX = 794

test('a printed list has its source, names and whole IDs, and no controls', async ({ page }) => {
  await page.goto(HANGZHOU)
  await cards(page).first().getByRole('checkbox').check()
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('heading', { name: 'Images in cn-hangzhou' })).toBeVisible()
  const list = page.getByRole('table', { name: 'Images' })
  await expect(list.getByRole('columnheader', { name: 'Image ID' })).toBeVisible()
  await expect(list.getByRole('rowheader', { name: /WordPress/ })).not.toHaveCount(0)
  for (const role of ['button', 'checkbox', 'radio', 'searchbox', 'combobox', 'navigation'] as const)
    await expect.soft(page.getByRole(role)).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Selected images' })).toHaveCount(0)
  await expect(page.getByRole('note', { name: 'Sample catalog' })).toContainText('not real')
  await page.emulateMedia({ media: null })
  await expect(cards(page).first().getByRole('checkbox')).toBeChecked()
})

test('a printed list is complete, even if the screen shows only part of it', async ({ page, cloud }) => {
  const count = 1100
  const images = Array.from({ length: count }, (_, number) => ({
    ImageId: number.toString(16).padStart(32, '0'),
    ImageName: `Image with a name of some length-${number}`,
    ImageType: 'app',
    Platform: 'Linux',
    Description: '',
  }))
  cloud.setImages('cn-hangzhou', images)
  await page.goto(`${cloud.page}/images?region=cn-hangzhou&view=table`)
  await expect(page.getByText('1,100 images')).toBeVisible()
  await expect(page.locator('tbody [data-image]')).not.toHaveCount(count)
  await page.setViewportSize({ width: SHEET_PX, height: 1100 })
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('tbody tr')).toHaveCount(count)
  expect(await idsCutInPrint(page)).toEqual([])
})

test('the printed matrix lists which ID serves which regions', async ({ page }) => {
  await page.goto('/matrix?q=1panel-2')
  await expect(page.locator('tbody code').first()).toBeVisible()
  await page.setViewportSize({ width: SHEET_PX, height: 1100 })
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('rowheader', { name: /1Panel-2/ }).first()).toBeVisible()
  await expect(page.locator('tbody tr', { hasText: 'cn-hangzhou' })).toHaveCount(1)
  expect(await idsCutInPrint(page)).toEqual([])
})

/** IDs that extend beyond the sheet or wrap. */
function idsCutInPrint(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('main code')]
      .filter((code) => code.getClientRects().length > 1 || code.getBoundingClientRect().right > innerWidth)
      .map((code) => code.textContent ?? ''),
  )
}
