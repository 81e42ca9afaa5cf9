import * as v from 'valibot'

import { cards, clipboard, expect, pickRegion, test } from './support/fixtures.ts'

const answerSchema = v.object({
  images: v.array(v.object({ imageId: v.string(), imageName: v.string() })),
})

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

test('an operator picks a region by its Chinese name, filters by app, and copies an image ID', async ({
  page,
}) => {
  await page.goto('/')
  await pickRegion(page, '杭州')
  await expect(page.getByRole('combobox', { name: 'Region' })).toHaveValue(/Hangzhou/)
  await expect(cards(page).first()).toBeVisible()

  await page.getByRole('radiogroup', { name: 'Image type' }).getByText('App').click()
  await page.getByRole('searchbox', { name: 'Search images' }).fill('wordpress')
  await expect(page).toHaveURL(/region=cn-hangzhou.*type=app.*q=wordpress/)

  const card = cards(page, /WordPress/).first()
  const copy = card.getByRole('button', { name: /^Copy image ID of WordPress\S* in cn-hangzhou$/ })
  const [answer] = await Promise.all([
    page.request.get('/api/images?region=cn-hangzhou&type=app&q=wordpress', {
      headers: { 'X-Console': '1' },
    }),
    copy.click(),
  ])
  const name = (await copy.getAttribute('aria-label')) ?? (await copy.textContent()) ?? ''
  await expect(page.getByRole('status').filter({ hasText: 'Copied image ID of WordPress' })).toBeAttached()
  await expect(copy).toBeFocused()

  const { images } = v.parse(answerSchema, await answer.json())
  const shown = images.filter(({ imageName }) => name.includes(`of ${imageName} in`))
  expect(shown.map(({ imageId }) => imageId)).toContain(await clipboard(page))
})

test('a link opens the same view in a new browser', async ({ page, browser, baseURL }) => {
  await page.goto('/images?region=us-west-1&type=system&platform=Linux&q=ubuntu&view=table')
  const rows = page.getByRole('table', { name: 'Images' }).getByRole('row')
  await expect(rows.nth(1)).toContainText(/ubuntu/i)
  const texts = await rows.allInnerTexts()

  const other = await browser.newContext({ baseURL: baseURL ?? '' })
  const clean = await other.newPage()
  await clean.goto(page.url())
  await expect(clean.getByRole('table', { name: 'Images' }).getByRole('row')).toHaveText(
    texts.map((text) => new RegExp(text.split(/\s+/)[0]?.replaceAll(/[^\w-]/g, '.') ?? '.')),
  )
  await expect(clean.getByRole('radio', { name: 'System' })).toBeChecked()
  await expect(clean.getByRole('radio', { name: 'Linux' })).toBeChecked()
  await expect(clean.getByRole('searchbox', { name: 'Search images' })).toHaveValue('ubuntu')
  await other.close()
})

test('back and forward step through choices, not through keystrokes', async ({ page }) => {
  await page.goto('/images?region=cn-hangzhou')
  await expect(cards(page).first()).toBeVisible()
  await page.getByRole('radiogroup', { name: 'Image type' }).getByText('App').click()
  await page.getByRole('searchbox', { name: 'Search images' }).pressSequentially('docker')
  await expect(page).toHaveURL(/q=docker/)
  await pickRegion(page, 'us-west-1')
  await expect(page).toHaveURL(/region=us-west-1/)

  await page.goBack()
  await expect(page).toHaveURL(/region=cn-hangzhou.*type=app.*q=docker/)
  await page.goBack()
  await expect(page).toHaveURL(/\/images\?region=cn-hangzhou$/)
  await expect(page.getByRole('radio', { name: 'All', exact: true })).toBeChecked()
  await page.goForward()
  await expect(page.getByRole('radio', { name: 'App' })).toBeChecked()
})

test('an invalid value in a link is replaced by the default, and the page says so', async ({ page }) => {
  await page.goto('/images?region=cn-hangzhou&type=banana&colour=red')
  await expect(cards(page).first()).toBeVisible()
  await expect(page.getByRole('radio', { name: 'All', exact: true })).toBeChecked()
  await expect(page.getByText('banana')).toBeVisible()
})

test('an unknown region in a link is explained', async ({ page }) => {
  await page.goto('/images?region=mars-north-1')
  await expect(page.getByRole('alert')).toContainText('mars-north-1')
  await pickRegion(page, 'Singapore')
  await expect(cards(page).first()).toBeVisible()
})

test('filters are chips that can be removed one by one or all at once', async ({ page }) => {
  await page.goto('/images?region=cn-hangzhou&type=app&platform=Linux&q=docker')
  await expect(cards(page).first()).toBeVisible()
  await page.getByRole('button', { name: 'Remove filter Type: App' }).click()
  await expect(page.getByRole('radio', { name: 'All', exact: true })).toBeChecked()
  await page.getByRole('searchbox', { name: 'Search images' }).fill('no such image')
  await expect(page.getByRole('heading', { name: 'No images match' })).toBeVisible()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(page).toHaveURL(/\/images\?region=cn-hangzhou$/)
  await expect(page.getByRole('searchbox', { name: 'Search images' })).toBeFocused()
})

test('sample data is labeled as such', async ({ page }) => {
  await page.goto('/images?region=cn-hangzhou')
  await expect(page.getByRole('note', { name: 'Sample catalog' })).toBeVisible()
})

test('the start page shows the last region and its address; an explicit address wins', async ({ page }) => {
  await page.goto('/images?region=us-west-1')
  await expect(cards(page).first()).toBeVisible()
  const picker = page.getByRole('combobox', { name: 'Region' })
  await picker.click()
  await picker.fill('cn-beijing')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/region=cn-beijing$/)
  await page.goto('/')
  await expect(page).toHaveURL(/\/images\?region=cn-beijing$/)
  await expect(picker).toHaveValue(/cn-beijing/)
  await page.goto('/images?region=us-west-1')
  await expect(picker).toHaveValue(/us-west-1/)
})
