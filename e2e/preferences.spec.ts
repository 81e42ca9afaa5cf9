import { expect, test } from './fixtures.ts'

const TABLE = '/images?region=cn-hangzhou&type=app&view=table'

test('a link shows the columns that it names, whatever is preferred here', async ({ page }) => {
  await page.goto(TABLE)
  const headers = page.getByRole('table', { name: 'Images' }).getByRole('columnheader')
  await expect(headers.nth(1)).toHaveText('Name')
  await expect(headers.filter({ hasText: 'Region' })).toHaveCount(1)
  await page.goto(`${TABLE}&cols=type,firstSeen`)
  await expect(headers).toHaveText(['', 'Name', 'Type', 'Image ID', 'First seen'])
  await page.goto(`${TABLE}&cols=none`)
  await expect(headers).toHaveText(['', 'Name', 'Image ID'])
})

test('a link opens the preview in the copy form that it names', async ({ page }) => {
  await page.goto('/images?region=cn-hangzhou&type=app&as=yaml-map')
  await page
    .getByRole('checkbox', { name: /, cn-hangzhou$/ })
    .first()
    .check()
  await page.getByRole('searchbox', { name: 'Search images' }).fill('a')
  await expect(page).toHaveURL(/&q=a/)
  await expect(page).toHaveURL(/as=yaml-map/)
  await page.getByRole('button', { name: 'Copy as…' }).click()
  await expect(page.getByRole('dialog').getByRole('combobox', { name: 'Copy as' })).toHaveValue('yaml-map')
})
