import { cards, expect, test } from './support/fixtures.ts'

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

test('the field exposes that its list is open, and which list it controls', async ({ page }) => {
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

test('each region is listed once, in a named group, even if it was used before', async ({ page }) => {
  await page.goto('/images')
  const picker = page.getByRole('combobox', { name: 'Region' })
  for (const region of ['us-west-1', 'cn-beijing']) {
    await picker.click()
    await picker.fill(region)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(new RegExp(`region=${region}$`))
  }
  await picker.click()
  await expect(page.getByRole('group', { name: 'Recent' }).getByRole('option')).toHaveText([
    /cn-beijing/,
    /us-west-1/,
  ])
  const options = page.getByRole('option')
  await expect(options).toHaveCount(28)
  const texts = await options.allTextContents()
  expect(new Set(texts).size).toBe(28)
  const groups = page.getByRole('listbox').getByRole('group')
  for (const group of await groups.all()) await expect(group).toHaveAccessibleName(/\w/)
  await expect(groups.getByRole('option')).toHaveCount(27)
})
