import { appImage, manyImages } from '../server/testing/fake-swas.ts'
import { violations } from './support/axe.ts'
import { type Cloud, clipboard, expect, test } from './support/fixtures.ts'

const REGIONS = ['cn-hangzhou', 'cn-beijing', 'us-west-1']
const id = (digit: string) => digit.repeat(32)

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

/** Docker has one ID in two of three regions, Halo has one everywhere, Typecho is missing in Beijing. */
function fill(cloud: Cloud) {
  cloud.setImages('cn-hangzhou', [
    appImage('1', 'Docker-26'),
    appImage('a', 'Halo-2'),
    appImage('b', 'Typecho-1'),
  ])
  cloud.setImages('cn-beijing', [appImage('2', 'Docker-26'), appImage('a', 'Halo-2')])
  cloud.setImages('us-west-1', [
    appImage('1', 'Docker-26'),
    appImage('a', 'Halo-2'),
    appImage('c', 'Typecho-1'),
  ])
  return `${cloud.page}/matrix?cols=${REGIONS.join(',')}&type=app`
}

test('arrow keys move between cells, Space selects, Enter opens', async ({ page, cloud }) => {
  await page.goto(fill(cloud))
  const table = page.getByRole('table', { name: 'Image IDs by region' })
  const box = (name: string, regionId: string) =>
    table.getByRole('checkbox', { name: `Select ${name}, ${regionId}` })
  await expect(box('Typecho-1', 'us-west-1')).toBeVisible({ timeout: 20_000 })

  await table.getByRole('button', { name: 'Copy row Docker-26' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(box('Docker-26', 'cn-hangzhou')).toBeFocused()
  await page.keyboard.press('Space')
  await expect(box('Docker-26', 'cn-hangzhou')).toBeChecked()
  await page.keyboard.press('End')
  await expect(box('Docker-26', 'us-west-1')).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(table.getByRole('button', { name: 'Copy column us-west-1' })).toBeFocused()
  await page.keyboard.press('Control+End')
  await expect(box('Typecho-1', 'us-west-1')).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(table.getByRole('cell', { name: 'not available in cn-beijing' })).toBeFocused()
  await page.keyboard.press('Control+Home')
  await expect(table.getByRole('button', { name: 'Copy column cn-hangzhou' })).toBeFocused()

  // The grid is one Tab stop, plus the controls of the focused cell.
  await page.keyboard.press('ArrowDown')
  await expect(box('Docker-26', 'cn-hangzhou')).toBeFocused()
  expect(await table.locator('[tabindex="0"]').count()).toBe(3)
  await page.keyboard.press('c')
  await expect(page.getByRole('status')).toContainText([/Copied image ID of Docker-26/])
  expect(await clipboard(page)).toBe(id('1'))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/images\/cn-hangzhou\/1{32}$/)
})

test('cells share their selection with the list; Shift selects and clears a rectangle', async ({
  page,
  cloud,
}) => {
  await page.goto(fill(cloud))
  const box = (name: string, regionId: string) =>
    page.getByRole('checkbox', { name: `Select ${name}, ${regionId}` })
  await box('Docker-26', 'cn-hangzhou').click({ timeout: 20_000 })
  await box('Typecho-1', 'us-west-1').click({ modifiers: ['Shift'] })
  const basket = page.getByRole('region', { name: 'Selected images' })
  await expect(basket).toContainText('8 images selected')
  await box('Halo-2', 'cn-hangzhou').click({ modifiers: ['Shift'] })
  await expect(basket).toContainText('3 images selected')
  await expect(box('Docker-26', 'cn-beijing')).toBeChecked()

  await basket.getByRole('button', { name: 'Copy as…' }).click()
  await page.getByRole('combobox', { name: 'Copy as', exact: true }).selectOption('json-map')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Copy JSON by region' }).click()
  await expect(page.getByRole('status')).toContainText([/Copied/])
  expect(await clipboard(page)).toContain(`"cn-beijing": "${id('2')}"`)
  await page.keyboard.press('Escape')

  await page.goto(`${cloud.page}/images?region=us-west-1`)
  await expect(box('Docker-26', 'us-west-1')).toBeChecked()
  await expect(box('Halo-2', 'us-west-1')).not.toBeChecked()
})

test('rows and cells show where one ID serves many regions; columns and rows can be copied, hidden and sorted', async ({
  page,
  cloud,
}) => {
  await page.goto(fill(cloud))
  await test.step('one ID for many regions', async () => {
    const row = (name: string) =>
      page.getByRole('table', { name: 'Image IDs by region' }).getByRole('row').filter({ hasText: name })
    await expect(row('Docker-26')).toContainText('2 IDs in 3 regions', { timeout: 20_000 })
    await expect(row('Docker-26').getByText('ID 1 · same in 2 regions')).toHaveCount(2)
    await expect(row('Docker-26').getByText('only in this region')).toHaveCount(1)
    await expect(row('Halo-2')).toContainText('one ID in 3 regions')
  })
  await test.step('copies of a column and of a row', async () => {
    await page.getByRole('button', { name: 'Copy column us-west-1' }).click({ timeout: 20_000 })
    await expect(page.getByRole('status')).toContainText([/Copied us-west-1/])
    const column: unknown = JSON.parse(await clipboard(page))
    expect(JSON.stringify(column)).toContain(`"Typecho-1":{"us-west-1":"${id('c')}"}`)
    expect(JSON.stringify(column)).not.toContain('cn-hangzhou')

    const more = page.getByRole('button', { name: 'More forms of row Docker-26' })
    await more.click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Copy as', exact: true }).selectOption('yaml-map')
    await expect(dialog).toContainText(id('2'))
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    await expect(more).toBeFocused()
  })
  await test.step('columns by keyboard', async () => {
    await page.getByText('Columns (3/27)').focus({ timeout: 20_000 })
    await page.keyboard.press('Enter')
    await page.getByRole('checkbox', { name: 'Show cn-beijing' }).focus()
    await page.keyboard.press('Space')
    const left = page.getByRole('button', { name: 'Move us-west-1 left' })
    await left.focus()
    await page.keyboard.press('Enter')
    await expect(left).toBeFocused()
    const heads = page.getByRole('table', { name: 'Image IDs by region' }).getByRole('columnheader')
    await expect(heads.locator('code')).toHaveText(['us-west-1', 'cn-hangzhou'])
    await page.getByRole('radio', { name: 'Linux' }).check({ force: true })
    await expect(page).toHaveURL(/platform=Linux/)
    await expect(heads.locator('code')).toHaveText(['us-west-1', 'cn-hangzhou'])
    expect(await violations(page)).toEqual([])
  })
})

test('with a thousand rows the focused cell stays in the document, and both headers stay visible', async ({
  page,
  cloud,
}) => {
  cloud.setImages('cn-hangzhou', manyImages(1000))
  await page.goto(`${cloud.page}/matrix?cols=cn-hangzhou,us-west-1&type=app`)
  const box = (n: number) => page.getByRole('checkbox', { name: `Select Image-${n}, cn-hangzhou` })
  await box(0).focus({ timeout: 20_000 })
  await page.keyboard.press('Control+End')
  await page.keyboard.press('ArrowLeft')
  await expect(box(999)).toBeFocused()
  await expect(box(999)).toBeInViewport()
  await expect(page.getByRole('columnheader', { name: /us-west-1/ })).toBeInViewport()
  await expect(page.getByRole('rowheader', { name: /Image-999/ })).toBeInViewport()

  const scroller = page.getByRole('region', { name: 'Region matrix' })
  await scroller.evaluate((element) => element.scrollTo(0, 0))
  await expect(box(3)).toBeInViewport()
  await expect(box(999)).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(box(998)).toBeFocused()
  await expect(box(998)).toBeInViewport()
})

test.describe('while regions are loading', () => {
  test.use({ cloudEnv: { SWAS_CALLS_PER_MINUTE: '10', SWAS_SWEEP: 'on' } })

  test('the matrix shows the progress and when the next region is read', async ({ page, cloud }) => {
    await page.goto(`${cloud.page}/matrix`)
    await expect(page.getByText(/\d+ of 27 regions/)).toBeVisible()
    await expect(page.getByText(/next in \d+ s/)).toBeVisible()
    expect(await violations(page)).toEqual([])
  })
})

test('two failing regions are listed above the matrix with their reasons, each with its own retry', async ({
  page,
  cloud,
}) => {
  cloud.misbehave('html', 'cn-beijing')
  cloud.misbehave('forbidden', 'us-west-1')
  await page.goto(fill(cloud))
  const failure = (text: string) => page.getByRole('alert').filter({ hasText: text })
  await expect(failure('cn-beijing')).toBeVisible({ timeout: 20_000 })
  await expect(failure('us-west-1')).toContainText('NoPermission')
  const row = page.getByRole('table', { name: 'Image IDs by region' }).getByRole('row')
  await expect(row.filter({ hasText: 'Docker-26' })).toContainText('cn-beijing has not been read yet')
  expect(await violations(page)).toEqual([])

  cloud.recover({ fault: 'forbidden', regionId: 'us-west-1' })
  await failure('cn-beijing').getByRole('button', { name: 'Try again' }).click()
  await expect(failure('cn-beijing')).toHaveCount(0)
  await expect(row.filter({ hasText: 'Docker-26' })).toContainText(id('2'))
  await expect(failure('us-west-1')).toBeVisible()
})
