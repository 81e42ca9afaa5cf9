import { violations } from './support/axe.ts'
import { expect, test } from './support/fixtures.ts'

const TABLE = '/images?region=cn-hangzhou&type=app&view=table'

test('a link shows the columns it names, whatever the preferences', async ({ page }) => {
  await page.goto(TABLE)
  const headers = page.getByRole('table', { name: 'Images' }).getByRole('columnheader')
  await expect(headers.nth(1)).toHaveText('Name')
  await expect(headers.filter({ hasText: 'Region' })).toHaveCount(1)
  await page.goto(`${TABLE}&cols=type,firstSeen`)
  await expect(headers).toHaveText(['', 'Name', 'Type', 'Image ID', 'First seen'])
  await page.goto(`${TABLE}&cols=none`)
  await expect(headers).toHaveText(['', 'Name', 'Image ID'])
})

test('a link opens the preview in the copy format it names', async ({ page }) => {
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

test('preferences survive a reload, and a link still overrides them', async ({ page }) => {
  await page.goto('/preferences')
  await page
    .getByRole('radiogroup', { name: 'View' })
    .getByRole('radio', { name: 'Table', exact: true })
    .check()
  await page.getByRole('radiogroup', { name: 'Density' }).getByRole('radio', { name: 'Compact' }).check()
  await page.getByRole('group', { name: 'Columns of the table' }).getByLabel('Description').uncheck()
  await page.getByRole('combobox', { name: 'Time zone of dates' }).selectOption('Asia/Tokyo')
  await page.getByRole('radiogroup', { name: 'Language' }).getByRole('radio', { name: '简体中文' }).check()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('偏好设置')

  await page.goto('/images?region=cn-hangzhou&type=app&lang=en')
  const headers = page.getByRole('table', { name: 'Images' }).getByRole('columnheader')
  await expect(headers).toHaveText(['', 'Name', 'Type', 'Platform', 'Region', 'Image ID'])
  await expect(page.locator('html')).toHaveAttribute('data-density', 'compact')
  await expect(page.locator('time').first()).toHaveAttribute('title', /GMT\+9/)
  await page.getByRole('button', { name: 'Language' }).click()
  await page.getByRole('menuitemradio', { name: '简体中文' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await page.goto('/images?region=cn-hangzhou&type=app&view=cards')
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await expect(page.getByRole('list', { name: '镜像' }).getByRole('listitem').first()).toBeVisible()
})

test('preferences are saved to a file, reset, restored, and loaded from the file', async ({ page }) => {
  await page.goto('/preferences')
  const table = page.getByRole('radio', { name: 'Table', exact: true })
  const cards = page.getByRole('radio', { name: 'Cards' })
  await table.check()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save to a file' }).click(),
  ])
  const path = await file.path()
  await page.getByRole('button', { name: 'Reset all' }).click()
  await expect(cards).toBeChecked()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(table).toBeChecked()
  await expect(page.getByRole('button', { name: 'Reset all' })).toBeFocused()

  await cards.check()
  const field = page.locator('input[type="file"]')
  await field.setInputFiles({
    name: 'a.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"layout":1}'),
  })
  await expect(page.getByRole('alert')).toContainText('It holds no preferences of this page')
  await expect(cards).toBeChecked()
  await field.setInputFiles(path)
  await expect(table).toBeChecked()
  await expect(page.getByText('The preferences from the file are now in use.').first()).toBeVisible()
})

test('a region is made a favorite with the keyboard, and comes first in the picker', async ({ page }) => {
  await page.goto('/images?region=ap-northeast-1')
  const picker = page.getByRole('combobox', { name: 'Region' })
  await expect(picker).toHaveValue(/ap-northeast-1/)
  const star = page.getByRole('button', { name: 'Favorite ap-northeast-1' })
  await picker.press('Tab')
  await expect(star).toBeFocused()
  await page.keyboard.press('Space')
  await expect(star).toHaveAttribute('aria-pressed', 'true')
  await picker.click()
  const favorites = page.getByRole('group', { name: 'Favorites' })
  await expect(favorites.getByRole('option')).toHaveText([/ap-northeast-1/])
  await expect(page.getByRole('option', { name: /ap-northeast-1/ })).toHaveCount(1)
  await page.goto('/images')
  await expect(star).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  expect(await violations(page)).toEqual([])
})

test('the header and the command palette link to the preferences', async ({ page }) => {
  await page.goto('/status')
  await page.getByRole('link', { name: 'Preferences' }).click()
  await expect(page).toHaveURL(/\/preferences$/)
  await page.goto('/status')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Status')
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill('preferences')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Preferences')
})

test('columns are chosen at the table, also with the keyboard, and stay in the address', async ({ page }) => {
  await page.goto(TABLE)
  const headers = page.getByRole('table', { name: 'Images' }).getByRole('columnheader')
  await expect(headers).toHaveText(['', 'Name', 'Type', 'Platform', 'Region', 'Image ID', 'Description'])
  await page.locator('summary', { hasText: 'Columns' }).press('Enter')
  const choice = page.getByRole('group', { name: 'Columns' })
  await choice.getByLabel('Platform').press('Space')
  await expect(headers).toHaveText(['', 'Name', 'Type', 'Region', 'Image ID', 'Description'])
  await expect(page).toHaveURL(/cols=type,region,description/)
  await choice.getByLabel('Region').press('Escape')
  await expect(choice).toBeHidden()
  await expect(page.locator('summary', { hasText: 'Columns' })).toBeFocused()
  await page.goBack()
  await page.reload()
  await expect(headers).toHaveText(['', 'Name', 'Type', 'Region', 'Image ID', 'Description'])
})

test('tabs share preferences, and neither overwrites the other', async ({ page }) => {
  await page.goto('/preferences')
  const other = await page.context().newPage()
  await other.goto('/preferences')
  await page.getByRole('radio', { name: 'Table', exact: true }).check()
  await expect(other.getByRole('radio', { name: 'Table', exact: true })).toBeChecked()
  await other.getByRole('radio', { name: 'Compact' }).check()
  await expect(page.getByRole('radio', { name: 'Compact' })).toBeChecked()
  await expect(page.getByRole('radio', { name: 'Table', exact: true })).toBeChecked()
})
