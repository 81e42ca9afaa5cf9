import type { Page } from '@playwright/test'

import { appImage } from './support/fake-cloud.ts'
import { cards, expect, test } from './support/fixtures.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

const ID = 'a'.repeat(32)
/** And some minutes, as the data is read after the clock of the page was set. */
const LATER_MS = 125 * 60_000
const WORDPRESS = appImage(ID, 'WordPress-6.8')

/** The operator comes back to the page after two hours. */
async function comeBackLater(page: Page) {
  await page.clock.setFixedTime(Date.now() + LATER_MS)
}

test('an ID out of data of this hour is copied without a remark', async ({ page, cloud }) => {
  cloud.setImages('cn-hangzhou', [WORDPRESS])
  await page.goto(`${cloud.page}/images?region=cn-hangzhou`)
  await cards(page, 'WordPress-6.8')
    .getByRole('button', { name: /^Copy image ID/ })
    .click()
  await expect(page.getByRole('status')).toContainText(['Copied image ID'])
  await expect(page.getByRole('note', { name: /Old data/ })).toHaveCount(0)
})

test('an ID out of older data says its age, and one call for it tells whether it is still good', async ({
  page,
  cloud,
}) => {
  cloud.setImages('cn-hangzhou', [WORDPRESS])
  await comeBackLater(page)
  await page.goto(`${cloud.page}/images?region=cn-hangzhou`)
  const copy = cards(page, 'WordPress-6.8').getByRole('button', { name: /^Copy image ID/ })
  const note = page.getByRole('note', { name: 'Old data: read 2 hours ago.' })
  await copy.click()
  await expect(note).toBeVisible()
  await expect(copy).toBeFocused()

  const before = cloud.calls.length
  await note.getByRole('button', { name: 'Check now' }).click()
  await expect(note).toContainText('Checked just now: the ID is current.')
  expect(cloud.calls.slice(before).map(({ regionId }) => regionId)).toEqual(['cn-hangzhou'])

  cloud.setImages('cn-hangzhou', [{ ...WORDPRESS, ImageId: 'b'.repeat(32) }])
  await copy.click()
  await note.getByRole('button', { name: 'Check now' }).click()
  await expect(note).toContainText('1 ID is not listed any more')
  await expect(note).toContainText(ID)

  cloud.misbehave('internal-error')
  await copy.click()
  await note.getByRole('button', { name: 'Check now' }).click()
  await expect(note.getByRole('button', { name: 'Check now' })).toHaveAttribute('aria-busy', 'false')
  await expect(note).toContainText(/Alibaba Cloud/)
  await note.getByRole('button', { name: 'Dismiss' }).click()
  await expect(note).toHaveCount(0)
})

test('rows, the matrix, a selection, a preview and the menu say the age as well', async ({ page, cloud }) => {
  cloud.setImages('cn-hangzhou', [WORDPRESS])
  await comeBackLater(page)
  const note = page.getByRole('note', { name: 'Old data: read 2 hours ago.' })
  await page.goto(`${cloud.page}/images?region=cn-hangzhou&view=table`)
  const row = page.getByRole('row').filter({ hasText: ID })

  for (const act of [
    () => row.getByRole('button', { name: /^Copy image ID/ }).click(),
    async () => {
      await row.getByRole('button', { name: /^More ways/ }).click()
      await page.getByRole('menuitem', { name: 'Image ID', exact: true }).click()
    },
    async () => {
      await row.getByRole('checkbox').check()
      await page.getByRole('button', { name: 'Copy 1 image ID' }).click()
    },
  ]) {
    await act()
    await expect(note).toBeVisible()
    await note.getByRole('button', { name: 'Dismiss' }).click()
    await expect(note).toHaveCount(0)
  }

  await page.getByRole('button', { name: 'Copy as…' }).click()
  await expect(page.getByRole('dialog').getByRole('note', { name: /Old data/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.goto(`${cloud.page}/matrix?q=wordpress&cols=cn-hangzhou`)
  await page.getByRole('button', { name: 'Copy column cn-hangzhou' }).click()
  await expect(note).toBeVisible()
})

test('a selection of regions that this page has not shown asks the server how old they are, in Chinese too', async ({
  page,
  cloud,
}) => {
  cloud.setImages('cn-hangzhou', [WORDPRESS])
  await page.goto(`${cloud.page}/images?region=cn-hangzhou`)
  await cards(page, 'WordPress-6.8').getByRole('checkbox').check()
  await expect(page.getByRole('region', { name: 'Selected images' })).toBeVisible()
  await comeBackLater(page)
  await page.goto(`${cloud.page}/lookup?lang=zh-CN`)
  await page.getByRole('button', { name: '复制 1 个镜像 ID' }).click()
  await expect(page.getByRole('note', { name: '数据较旧：读取于2小时前。' })).toBeVisible()
})
