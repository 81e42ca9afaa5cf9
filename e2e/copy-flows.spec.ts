import { cards, clipboard, expect, test } from './support/fixtures.ts'

const HANGZHOU = '/images?region=cn-hangzhou&type=app&q=wordpress'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

test('an image is copied as Terraform after a preview, and the format is remembered', async ({ page }) => {
  await page.goto(HANGZHOU)
  const card = cards(page).first()
  const id = (await card.locator('code').textContent()) ?? ''
  const more = card.getByRole('button', { name: /^More ways to copy WordPress.* in cn-hangzhou$/ })
  await more.click()
  await page.getByRole('menuitem', { name: 'Terraform resource', exact: true }).click()

  const preview = page.getByRole('dialog')
  await expect(preview).toContainText('alicloud_simple_application_server_instance')
  await expect(preview).toContainText('Replace before use')
  await preview.getByRole('button', { name: 'Copy Terraform resource' }).click()
  await expect(page.getByRole('status')).toHaveText('Copied Terraform resource')
  const text = await clipboard(page)
  expect(text).toContain(`"${id}"`)
  expect(text).toContain('ignore_changes = [image_id]')
  expect(text).not.toContain('As of: unknown')

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    preview.getByRole('button', { name: 'Download swas-instances.tf' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('swas-instances.tf')
  await page.keyboard.press('Escape')
  await expect(preview).toHaveCount(0)
  await expect(more).toBeFocused()
})

test('the bare ID and the link are copied at once', async ({ page }) => {
  await page.goto(HANGZHOU)
  const card = cards(page).first()
  const id = (await card.locator('code').textContent()) ?? ''
  const more = card.getByRole('button', { name: /^More ways to copy/ })
  await more.click()
  await page.getByRole('menuitem', { name: 'Image ID', exact: true }).click()
  await expect(page.getByRole('status')).toContainText('Copied image ID of WordPress')
  expect(await clipboard(page)).toBe(id)

  await more.click()
  await page.getByRole('menuitem', { name: 'Link', exact: true }).click()
  await expect(page.getByRole('status')).toHaveText('Copied Link')
  expect(await clipboard(page)).toContain(`/images/cn-hangzhou/${id}`)
})

test('the menu links to both consoles, and names their sites', async ({ page }) => {
  await page.goto(HANGZHOU)
  const card = cards(page).first()
  const id = (await card.locator('code').textContent()) ?? ''
  await card.getByRole('button', { name: /^More ways to copy/ }).click()
  const china = page.getByRole('menuitem', { name: /China site \(swasnext\.console\.aliyun\.com\)/ })
  await expect(china).toHaveAttribute('href', new RegExp(`regionId=cn-hangzhou&imageId=${id}`))
  await expect(
    page.getByRole('menuitem', { name: /international site \(swas\.console\.alibabacloud\.com\)/ }),
  ).toBeVisible()
})

test('a selection survives filters, regions and a reload, and is copied in full', async ({ page }) => {
  await page.goto('/images?region=cn-hangzhou&type=app')
  const boxes = page.getByRole('checkbox', { name: /^Select .+, cn-hangzhou$/ })
  const ids: (string | null)[] = []
  for (const index of [0, 1, 2]) ids.push(await cards(page).nth(index).locator('code').textContent())
  await boxes.nth(0).check()
  await boxes.nth(2).click({ modifiers: ['Shift'] })
  await expect(boxes.nth(1)).toBeChecked()

  const basket = page.getByRole('region', { name: 'Selected images' })
  await expect(basket).toContainText('3 images selected')
  await page.getByRole('searchbox', { name: 'Search images' }).fill('no such image')
  await expect(page.getByRole('heading', { name: 'No images match' })).toBeVisible()
  await page.goto('/images?region=us-west-1&view=table')
  const other = page.getByRole('row').filter({ has: page.getByRole('checkbox', { name: /, us-west-1$/ }) })
  ids.push(await other.first().locator('code').nth(1).textContent())
  await other.first().getByRole('checkbox').check()
  await page.reload()

  await basket.getByRole('button', { name: 'Copy 4 image IDs' }).click()
  await expect(page.getByRole('status')).toHaveText('Copied 4 image IDs')
  expect((await clipboard(page)).trim().split('\n')).toEqual(ids)

  await basket.getByRole('button', { name: 'Copy as…' }).click()
  await page.getByRole('dialog').getByRole('combobox', { name: 'Copy as' }).selectOption('YAML by region')
  await expect(page.getByRole('dialog')).toContainText('"us-west-1":')
  await expect(page.getByRole('dialog')).not.toContainText('As of: unknown')
  await page.keyboard.press('Escape')
  await basket.getByRole('button', { name: 'Clear selection' }).click()
  await expect(basket).toHaveCount(0)
})

test('one checkbox selects all matches and says how many', async ({ page }) => {
  await page.goto('/images?region=cn-hangzhou&type=custom&view=table')
  const all = page.getByRole('checkbox', { name: /^Select all \d+ images, 0 selected$/ })
  await expect(all).toBeVisible()
  await page
    .getByRole('checkbox', { name: /, cn-hangzhou$/ })
    .first()
    .check()
  const some = page.getByRole('checkbox', { name: /^Select all \d+ images, 1 selected$/ })
  await expect(some).toBeChecked({ indeterminate: true })
  await some.click()
  for (const box of await page.getByRole('checkbox').all()) await expect(box).toBeChecked()
})

test('a link shares a selection without losing the recipient’s own', async ({ page }) => {
  await page.goto('/images?region=cn-hangzhou&type=app')
  const boxes = page.getByRole('checkbox', { name: /, cn-hangzhou$/ })
  await boxes.nth(0).check()
  await boxes.nth(1).check()
  await page.getByRole('button', { name: 'Copy link', exact: true }).click()
  await expect.poll(() => clipboard(page)).toMatch(/&sel=cn-hangzhou:\w+,cn-hangzhou:\w+$/)
  const link = await clipboard(page)
  await boxes.nth(0).uncheck()

  await page.goto(link)
  const basket = page.getByRole('region', { name: 'Selected images' })
  await expect(basket).toContainText('2 images selected')
  await expect(page).toHaveURL(/\/images\?region=cn-hangzhou&type=app$/)
  await page.getByRole('button', { name: 'Restore the 1 selected before' }).click()
  await expect(basket).toContainText('1 image selected')
})

test('the whole job works with the keyboard', async ({ page }) => {
  await page.goto('/images?region=cn-hangzhou')
  await expect(cards(page).first()).toBeVisible()
  await page.keyboard.press('3')
  await expect(page).toHaveURL(/type=app/)
  await page.keyboard.press('/')
  await page.keyboard.type('/jkx?')
  const search = page.getByRole('searchbox', { name: 'Search images' })
  await expect(search).toHaveValue('/jkx?')
  await search.fill('wordpress')
  await expect(page).toHaveURL(/q=wordpress/)
  await search.blur()

  await page.keyboard.press('j')
  await expect(cards(page).first()).toBeFocused()
  await page.keyboard.press('c')
  const id = await cards(page).first().locator('code').textContent()
  await expect.poll(() => clipboard(page)).toBe(id)
  await page.keyboard.press('x')
  await expect(page.getByRole('region', { name: 'Selected images' })).toContainText('1 image selected')
  await page.keyboard.press('v')
  await expect(page.getByRole('table', { name: 'Images' })).toBeVisible()
  await page.keyboard.press('r')
  await page.keyboard.type('us-west-1')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/region=us-west-1/)
})

test('the help lists every shortcut, and its switch turns them off permanently', async ({ page }) => {
  await page.goto('/images?region=cn-hangzhou')
  await expect(cards(page).first()).toBeVisible()
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(help.locator('[data-shortcut]')).not.toHaveCount(0)
  await page.keyboard.press('v')
  await expect(cards(page).first()).toBeVisible()
  await help.getByRole('checkbox', { name: 'Use shortcuts' }).uncheck()
  await page.keyboard.press('Escape')
  await expect(help).toHaveCount(0)
  await page.reload()
  await expect(cards(page).first()).toBeVisible()
  await page.keyboard.press('j')
  await page.keyboard.press('3')
  await expect(page.locator('[data-image]:focus')).toHaveCount(0)
  await expect(page).toHaveURL(/\/images\?region=cn-hangzhou$/)
})

test('software versions in a Chinese description are shown as chips', async ({ page }) => {
  await page.goto('/images?region=cn-hangzhou&type=app&q=1Panel')
  await expect(cards(page).first().getByRole('term').filter({ hasText: 'Ubuntu' })).toBeVisible()
  await expect(cards(page).first().getByRole('definition').first()).toHaveText('22.04')
})

test('the command palette finds regions, images, pages and actions', async ({ page }) => {
  await page.goto('/images?region=cn-hangzhou')
  await expect(cards(page).first()).toBeVisible()
  const palette = page.getByRole('dialog', { name: 'Command palette' })
  await page.keyboard.press('Control+k')
  await expect(palette.getByRole('combobox')).toBeFocused()
  await page.keyboard.type('新加坡')
  await expect(palette.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(palette).toHaveCount(0)
  await expect(page).toHaveURL(/region=ap-southeast-1/)

  await page.keyboard.press('Control+k')
  await page.keyboard.type('keyboard nothing')
  await expect(palette.getByText('Nothing found')).toBeVisible()
  await palette.getByRole('combobox').fill('wordpress cn-hangzhou')
  await expect(palette.getByRole('option').first()).toContainText('cn-hangzhou')
  await palette.getByRole('combobox').fill('cards or table')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('table', { name: 'Images' })).toBeVisible()
})
