import type { Page } from '@playwright/test'

import { cards, expect, test } from './support/fixtures.ts'

const view = (page: Page, name: string) =>
  page.getByRole('radiogroup', { name: 'View' }).getByText(name, { exact: true })

test('cards and table show the same images, and switching between them keeps selection, filters and order', async ({
  page,
}) => {
  await page.goto('/images?region=cn-hangzhou&type=app&q=docker&sort=-name&view=cards')
  await expect(cards(page).first()).toBeVisible()
  const ids = await cards(page).locator('code').allTextContents()
  const names = await cards(page).getByRole('heading').allTextContents()
  await cards(page).nth(1).getByRole('checkbox').check()
  const facts = await cards(page).first().innerText()

  await view(page, 'Table').click()
  const rows = page
    .getByRole('table', { name: 'Images' })
    .getByRole('row')
    .filter({ has: page.locator('td') })
  await expect(rows).toHaveCount(ids.length)
  await expect(page).toHaveURL(/region=cn-hangzhou&type=app&q=docker&sort=-name&view=table$/)
  for (const [index, id] of ids.entries()) {
    await expect(rows.nth(index)).toContainText(id)
    await expect(rows.nth(index)).toContainText(names[index] ?? 'none')
  }
  await expect(page.getByRole('row').getByRole('checkbox', { checked: true })).toHaveCount(1)
  await expect(rows.nth(1).getByRole('checkbox')).toBeChecked()
  for (const cell of ['Type', 'Platform']) {
    const column = await page.getByRole('columnheader').allTextContents()
    const text = await rows.first().getByRole('cell').nth(column.indexOf(cell)).innerText()
    expect(facts).toContain(text)
  }
})

test('the first image on the screen stays there when switching between cards and table', async ({ page }) => {
  await page.goto('/images?region=cn-hangzhou&view=cards')
  await expect(cards(page).nth(60)).toBeAttached()
  const image = page.locator('[data-image]').nth(60)
  const id = (await image.getAttribute('data-image')) ?? ''
  await image.evaluate((element) => element.scrollIntoView({ block: 'start' }))
  await page.keyboard.press('v')
  await expect(page.getByRole('table', { name: 'Images' })).toBeVisible()
  const firstImage = page.locator(`[data-image="${id}"]`)
  await expect(firstImage).toBeInViewport()
  await firstImage.focus()
  await page.keyboard.press('v')
  await expect(cards(page).first()).toBeAttached()
  await expect(firstImage).toBeInViewport()
  await expect(firstImage).toBeFocused()
})

test('the table is a real table: column headers, and icons that show the sort order', async ({ page }) => {
  await page.goto('/images?region=cn-hangzhou&q=docker&view=table')
  const table = page.locator('main table')
  await expect(table).toHaveAccessibleName('Images')
  const heads = table.locator('thead th')
  await expect(heads).not.toHaveCount(0)
  for (const head of await heads.all()) await expect(head).toHaveAttribute('scope', 'col')
  const shape = (column: string) =>
    table.getByRole('columnheader', { name: column }).locator('svg').innerHTML()
  const unsorted = await shape('Type')
  const ascending = await shape('Name')
  await table.getByRole('button', { name: 'Name' }).click()
  await expect(table.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'descending')
  expect(new Set([unsorted, ascending, await shape('Name')]).size).toBe(3)
})

for (const layout of ['cards', 'table'] as const) {
  test(`clicking or selecting the text of an image neither selects nor opens it, as ${layout}`, async ({
    page,
  }) => {
    const url = `/images?region=cn-hangzhou&q=1panel&view=${layout}`
    await page.goto(url)
    const id = page.locator('main [data-image] code', { hasText: /^\w{20}/ }).first()
    const text = (await id.textContent()) ?? ''
    await page.locator('main [data-image]').first().getByText('Linux', { exact: true }).first().click()
    const box = await id.boundingBox()
    if (box === null) throw new Error('The ID is not on the screen.')
    await page.mouse.move(box.x, box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width, box.y + box.height / 2, { steps: 5 })
    await page.mouse.up()
    expect(text).toContain(await page.evaluate(() => getSelection()?.toString().trim() ?? ''))
    expect(await page.evaluate(() => getSelection()?.toString().trim().length)).toBeGreaterThan(20)
    await expect(page).toHaveURL(url)
    await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(0)
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })
}
