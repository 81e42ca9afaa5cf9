import type { Page } from '@playwright/test'

import { expect, test } from './support/fixtures.ts'

const HANGZHOU = '/images?region=cn-hangzhou&type=app'

/** Screens longer than the window, with sticky bars and headers. */
const SCREENS = {
  'cards over the basket': `${HANGZHOU}&view=cards`,
  'a table over the basket': `${HANGZHOU}&view=table`,
  'the comparison over the basket': '/compare?a=cn-hangzhou&b=us-west-1',
}

const SIZES = [
  { width: 1280, height: 600 },
  { width: 375, height: 640 },
]

for (const [name, url] of Object.entries(SCREENS)) {
  test(`${name}: the focus is never hidden, forwards or backwards`, async ({ page }) => {
    await page.goto(`${HANGZHOU}&q=wordpress`)
    await page.locator('[data-command="select"]').first().check()
    for (const size of SIZES) {
      await page.setViewportSize(size)
      await page.goto(url)
      await expect(page.getByRole('region', { name: 'Selected images' })).toBeVisible()
      await expect(page.locator('main code:visible').first()).toBeVisible()
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
      expect.soft(await findHiddenFocus(page, 'Tab', 60), `${size.width} px`).toEqual([])
      expect.soft(await findHiddenFocus(page, 'Shift+Tab', 45), `${size.width} px, backwards`).toEqual([])
    }
  })
}

test('the matrix over the basket: focused cells are never under a header', async ({ page }) => {
  await page.goto(`${HANGZHOU}&q=wordpress`)
  await page.locator('[data-command="select"]').first().check()
  for (const size of SIZES) {
    await page.setViewportSize(size)
    await page.goto('/matrix')
    await expect(page.getByRole('region', { name: 'Selected images' })).toBeVisible()
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
    await page.getByRole('table').getByRole('button').first().focus()
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowLeft'])
      expect.soft(await findHiddenFocus(page, key, 14), `${size.width} px, ${key}`).toEqual([])
  }
})

/** Moves the focus by keys, and lists elements that were completely covered while focused. */
async function findHiddenFocus(page: Page, key: string, steps: number): Promise<string[]> {
  const hidden: string[] = []
  for (let step = 0; step < steps; step++) {
    await page.keyboard.press(key)
    const name = await page.evaluate(() => {
      const focused = document.activeElement
      if (focused === null || focused === document.body) return null
      // A radio button is drawn by its label.
      const drawn = focused.closest('label') ?? focused
      const box = drawn.getBoundingClientRect()
      // A scroll container may be larger than the window.
      const [left, top] = [Math.max(box.left, 0), Math.max(box.top, 0)]
      const [right, bottom] = [Math.min(box.right, innerWidth), Math.min(box.bottom, innerHeight)]
      const inset = 1
      const across = [left + inset, (left + right) / 2, right - inset]
      const down = [top + inset, (top + bottom) / 2, bottom - inset]
      const isSeen = across.some((x) =>
        down.some((y) => {
          const met = document.elementFromPoint(x, y)
          return met !== null && drawn.contains(met)
        }),
      )
      return isSeen ? null : `${focused.tagName} ${focused.getAttribute('aria-label') ?? focused.textContent}`
    })
    if (name !== null) hidden.push(name)
  }
  return hidden
}
