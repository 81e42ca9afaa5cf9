import { cards, clipboard, expect, test, violations } from './fixtures.ts'

const HANGZHOU = '/images?region=cn-hangzhou&type=app&q=wordpress'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

test('an image is copied as Terraform after a look at it, and the form is remembered', async ({ page }) => {
  await page.goto(HANGZHOU)
  const card = cards(page).first()
  const id = (await card.locator('code').textContent()) ?? ''
  const more = card.getByRole('button', { name: /^More ways to copy WordPress.* in cn-hangzhou$/ })
  await more.click()
  await page.getByRole('menuitem', { name: 'Terraform resource', exact: true }).click()

  const preview = page.getByRole('dialog')
  await expect(preview).toContainText('alicloud_simple_application_server_instance')
  await expect(preview).toContainText('Replace before use')
  expect(await violations(page)).toEqual([])
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

test('the menu leads to both consoles, and says where they are', async ({ page }) => {
  await page.goto(HANGZHOU)
  const card = cards(page).first()
  const id = (await card.locator('code').textContent()) ?? ''
  await card.getByRole('button', { name: /^More ways to copy/ }).click()
  const china = page.getByRole('menuitem', { name: /China site \(swasnext\.console\.aliyun\.com\)/ })
  await expect(china).toHaveAttribute('href', new RegExp(`regionId=cn-hangzhou&imageId=${id}`))
  await expect(
    page.getByRole('menuitem', { name: /international site \(swas\.console\.alibabacloud\.com\)/ }),
  ).toBeVisible()
  expect(await violations(page)).toEqual([])
})
