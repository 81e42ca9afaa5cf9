import { cards, expect, test } from './support/fixtures.ts'

test('a named button clears the search and returns the focus to the field', async ({ page }) => {
  await page.goto('/images?region=cn-hangzhou')
  await expect(cards(page).first()).toBeVisible()
  const search = page.getByRole('searchbox', { name: 'Search images' })
  const clear = page.getByRole('button', { name: 'Clear search' })
  await expect(search).toHaveAttribute('type', 'search')
  await expect(clear).toHaveCount(0)
  await search.fill('wordpress')
  await search.press('Tab')
  await expect(clear).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(search).toHaveValue('')
  await expect(search).toBeFocused()
  await expect(clear).toHaveCount(0)
  await expect(page).toHaveURL(/\/images\?region=cn-hangzhou$/)
})

test('there are exactly two filters beside the search; without matches the page repeats all criteria', async ({
  page,
}) => {
  await page.goto('/images?region=cn-hangzhou&type=app&platform=Linux&q=no-such-image')
  await expect(page.getByRole('heading', { name: 'No images match' })).toBeVisible()
  const groups = page.getByRole('search').getByRole('radiogroup')
  await expect(groups).toHaveCount(3)
  for (const name of ['Image type', 'Platform', 'View'])
    await expect(page.getByRole('search').getByRole('radiogroup', { name })).toHaveCount(1)
  await expect(page.getByRole('main')).toContainText('“no-such-image” · “App” · “Linux”')
})
