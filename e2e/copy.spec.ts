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
