import { cards, expect, test } from './fixtures.ts'

test('a long list of regions scrolls inside its box, and follows the arrow keys', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto('/images?region=cn-hangzhou')
  await expect(cards(page).first()).toBeVisible()
  const picker = page.getByRole('combobox', { name: 'Region', expanded: false })
  await picker.click()
  const tokyo = page.getByRole('option', { name: /ap-northeast-1$/ })
  await expect(tokyo).toBeAttached()
  await expect(tokyo).not.toBeInViewport()

  const isMarked = tokyo.and(page.locator('[data-combobox-selected]'))
  for (let presses = 0; presses < 30 && (await isMarked.count()) === 0; presses++) {
    await page.keyboard.press('ArrowDown')
  }
  await expect(isMarked).toBeInViewport({ ratio: 1 })
})

test('the field tells that its list is open, and which one it is', async ({ page }) => {
  await page.goto('/images?region=cn-hangzhou')
  await expect(cards(page).first()).toBeVisible()
  await page.getByRole('combobox', { name: 'Region', expanded: false }).click()
  const open = page.getByRole('combobox', { name: 'Region', expanded: true })
  await expect(open).toBeVisible()
  const list = page.getByRole('listbox', { name: 'Region' })
  await expect(list).toHaveId((await open.getAttribute('aria-controls')) ?? 'none')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('combobox', { name: 'Region', expanded: false })).toBeFocused()
})
