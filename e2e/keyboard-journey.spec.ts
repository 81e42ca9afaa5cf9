import type { Locator, Page } from '@playwright/test'

import { clipboard, expect, test } from './support/fixtures.ts'

/** Texts of the journey. */
const TEXTS = {
  en: {
    region: 'Region',
    app: 'App',
    search: 'Search images',
    images: 'Images',
    selected: 'Selected images',
    three: '3 images selected',
    form: 'Copy as',
    copy: 'Copy Terraform resource',
    copied: 'Copied Terraform resource',
  },
  'zh-CN': {
    region: '地域',
    app: '应用',
    search: '搜索镜像',
    images: '镜像',
    selected: '已选镜像',
    three: '已选 3 个镜像',
    form: '复制为',
    copy: '复制 Terraform 资源',
    copied: '已复制 Terraform 资源',
  },
}

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

for (const [language, texts] of Object.entries(TEXTS)) {
  test(`with the keyboard only, in ${language}: three images of one region, copied as Terraform in another`, async ({
    page,
  }) => {
    await page.goto(`/images?lang=${language}`)
    const picker = page.getByRole('combobox', { name: texts.region, exact: true })
    await pickRegion(page, picker, '杭州')
    await expect(page).toHaveURL(/region=cn-hangzhou/)

    const cards = page.getByRole('list', { name: texts.images, exact: true }).getByRole('listitem')
    await expect(cards.first()).toBeVisible()
    await page.keyboard.press('Tab')
    await page.keyboard.press('3')
    await expect(page.getByRole('radio', { name: texts.app })).toBeChecked()
    await page.keyboard.press('/')
    await expect(page.getByRole('searchbox', { name: texts.search })).toBeFocused()
    await page.keyboard.type('wordpress')
    await expect(page).toHaveURL(/q=wordpress/)
    await expect(cards.filter({ hasNotText: 'WordPress' })).toHaveCount(0)

    await page.keyboard.press('Tab')
    const ids: string[] = []
    for (const card of [cards.nth(0), cards.nth(1), cards.nth(2)]) {
      await page.keyboard.press('j')
      await expect(card).toBeFocused()
      await page.keyboard.press('x')
      await expect(card.getByRole('checkbox')).toBeChecked()
      ids.push((await card.locator('code').textContent()) ?? '')
    }

    await pickRegion(page, picker, 'us-west-1')
    await expect(page).toHaveURL(/region=us-west-1/)
    await expect(page.getByRole('region', { name: texts.selected })).toContainText(texts.three)
    await expect(page.getByRole('status')).toContainText('us-west-1')
    await copyAsTerraform(page, texts)
    await expect(page.getByRole('status')).toHaveText(texts.copied)
    const text = await clipboard(page)
    expect(text.match(/^resource "alicloud_simple_application_server_instance"/gm)).toHaveLength(3)
    for (const id of ids) expect(text).toContain(`"${id}"`)
  })
}

async function pickRegion(page: Page, picker: Locator, text: string) {
  await expect(picker).toBeVisible()
  await page.keyboard.press('r')
  await expect(picker).toBeFocused()
  await page.keyboard.type(text)
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listbox')).toHaveCount(0)
}

async function copyAsTerraform(page: Page, texts: (typeof TEXTS)['en']) {
  await page.keyboard.press('Tab')
  await page.keyboard.press('Shift+C')
  const preview = page.getByRole('dialog')
  const form = preview.getByRole('combobox', { name: texts.form })
  await tabTo(page, form)
  while ((await form.inputValue()) !== 'hcl-resource') await page.keyboard.press('ArrowDown')
  await tabTo(page, preview.getByRole('button', { name: texts.copy }))
  await page.keyboard.press('Enter')
}

/** Presses Tab until the element has the focus; fails if Tab never reaches it. */
async function tabTo(page: Page, target: Locator) {
  await expect(target).toBeVisible()
  for (let tabs = 0; tabs < 40; tabs++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  await expect(target).toBeFocused()
}
