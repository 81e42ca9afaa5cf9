import { cards, expect, test } from './fixtures.ts'

test('a long list of regions scrolls inside its box, and follows the arrow keys', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto('/images?region=cn-hangzhou')
  await expect(cards(page).first()).toBeVisible()
  await page.getByRole('combobox', { name: 'Region' }).click()
  const tokyo = page.getByRole('option', { name: /ap-northeast-1$/ })
  await expect(tokyo).toBeAttached()
  await expect(tokyo).not.toBeInViewport()

  const isMarked = tokyo.and(page.locator('[data-combobox-selected]'))
  for (let presses = 0; presses < 30 && (await isMarked.count()) === 0; presses++) {
    await page.keyboard.press('ArrowDown')
  }
  await expect(isMarked).toBeInViewport({ ratio: 1 })
})
