import { violations } from './support/axe.ts'
import { cards, clipboard, expect, test } from './support/fixtures.ts'

const HANGZHOU = '/images?region=cn-hangzhou&q=wordpress'

test.describe('with a clipboard', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

  test('the clipboard holds the bytes of the ID and nothing else', async ({ page }) => {
    await page.goto(HANGZHOU)
    const card = cards(page).first()
    const id = await card.locator('code').textContent()
    await card.getByRole('button', { name: /^Copy image ID/ }).click()
    await expect(page.getByRole('status')).toContainText(['Copied image ID'])
    expect(await clipboard(page)).toBe(id)
    expect(id).toMatch(/^[0-9a-f]{32}$|^m-\w+$/)
  })
})

const NOT_COPIED = 'Not copied. The text is selected: press Ctrl+C or ⌘C.'

/** Disables the clipboard before the page's scripts run. */
const LOST = {
  refused: () => {
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: () => Promise.reject(new DOMException('denied', 'NotAllowedError')) },
    })
    document.execCommand = () => false
  },
  absent: () => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined })
    document.execCommand = () => false
  },
}

test('copying an ID changes neither the name of its button nor the focus, and its check mark disappears', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.clock.install()
  await page.goto(HANGZHOU)
  const copy = cards(page)
    .first()
    .getByRole('button', { name: /^Copy image ID/ })
  const name = (await copy.getAttribute('aria-label')) ?? ''
  await page.clock.pauseAt(Date.now() + 60_000)
  await copy.click()
  await expect(copy).toHaveAttribute('data-state', 'copied')
  await expect(copy).toHaveAccessibleName(name)
  await expect(copy).toBeFocused()
  await page.clock.runFor(2000)
  await expect(copy).toHaveAttribute('data-state', 'copied')
  await page.clock.runFor(3000)
  await expect(copy).toHaveAttribute('data-state', 'ready')
})

test('a failed copy is reported beside its button until dismissed, and in a dialog as well', async ({
  page,
}) => {
  await page.addInitScript(LOST.refused)
  await page.clock.install()
  await page.goto(HANGZHOU)
  const card = cards(page).first()
  await card.getByRole('button', { name: /^Copy image ID/ }).click()
  const failure = card.getByText(NOT_COPIED)
  await expect(page.getByRole('status')).toHaveText(NOT_COPIED)
  await page.clock.runFor('10:00')
  await expect(failure).toBeVisible()
  await card.getByRole('button', { name: 'Dismiss' }).click()
  await expect(failure).toHaveCount(0)

  await card.getByRole('button', { name: /^More ways to copy/ }).click()
  await page.getByRole('menuitem', { name: 'Terraform resource', exact: true }).click()
  const preview = page.getByRole('dialog')
  await preview.getByRole('button', { name: 'Copy Terraform resource' }).click()
  await expect(preview.getByText(NOT_COPIED)).toBeVisible()
  const selected = await page.evaluate(() => getSelection()?.toString() ?? '')
  expect(selected).toContain('resource "alicloud_simple_application_server_instance"')
})

for (const [how, lose] of Object.entries(LOST)) {
  test(`if the clipboard is ${how}, the page says so and selects the ID`, async ({ page }) => {
    await page.addInitScript(lose)
    await page.goto(HANGZHOU)
    const card = cards(page).first()
    const id = await card.locator('code').textContent()
    await card.getByRole('button', { name: /^Copy image ID/ }).click()

    await expect(card.getByText(/not copied|could not|copy failed/i)).toBeVisible()
    expect(await page.evaluate(() => getSelection()?.toString())).toBe(id)
    await expect(page.getByText(/^Copied image ID/)).toHaveCount(0)
  })
}

test('if the clipboard is refused, text that is not on the screen is shown, selected, and the focus returns', async ({
  page,
}) => {
  await page.addInitScript(LOST.refused)
  await page.goto(HANGZHOU)
  await cards(page).first().getByRole('checkbox').check()
  await cards(page).nth(1).getByRole('checkbox').check()
  const ids = await cards(page)
    .locator('code')
    .filter({ hasText: /^\w{20,}$/ })
    .allTextContents()
  const byHand = page.getByRole('dialog', { name: 'Copy by hand' })
  const text = byHand.getByRole('textbox', { name: 'The text to copy' })
  const selected = () =>
    text.evaluate((field: HTMLTextAreaElement) =>
      field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0),
    )

  const copyIds = page.getByRole('button', { name: 'Copy 2 image IDs' })
  await copyIds.click()
  await expect(text).toBeFocused()
  expect((await selected()).trim().split('\n')).toEqual(ids.slice(0, 2))
  await expect(page.getByRole('status')).toContainText(['Not copied'])
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(byHand).toHaveCount(0)
  await expect(copyIds).toBeFocused()
  await expect(page.getByRole('region', { name: 'Selected images' }).getByText('Not copied')).toHaveCount(0)

  await page.keyboard.press('l')
  await expect(text).toBeFocused()
  expect(await selected()).toContain(`&sel=cn-hangzhou:${ids[0]},cn-hangzhou:${ids[1]}`)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Copy link', exact: true }).click()
  await expect(text).toHaveValue(/&sel=/)
})
