import { cards, clipboard, expect, test } from './fixtures.ts'

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

/** Takes the clipboard away in the way that is named, before the page's own script runs. */
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

for (const [how, lose] of Object.entries(LOST)) {
  test(`where the clipboard is ${how}, the page says so and selects the ID`, async ({ page }) => {
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

test('where the clipboard is refused, what is not shown is shown, selected, and the focus comes back', async ({
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
  await page.keyboard.press('Escape')
  await expect(byHand).toHaveCount(0)
  await expect(copyIds).toBeFocused()
  await expect(page.getByText('Not copied')).toHaveCount(1)

  await page.keyboard.press('l')
  await expect(text).toBeFocused()
  expect(await selected()).toContain(`&sel=cn-hangzhou:${ids[0]},cn-hangzhou:${ids[1]}`)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Copy link', exact: true }).click()
  await expect(text).toHaveValue(/&sel=/)
})
