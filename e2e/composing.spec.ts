import { cards, expect, test } from './support/fixtures.ts'

/** Key events during IME composition; the second is how Safari reports the key that ends it. */
const COMPOSING = [{ isComposing: true }, { keyCode: 229 }]

test('during IME composition no shortcut acts, and Enter chooses nothing', async ({ page }) => {
  await page.goto('/images?region=cn-hangzhou&q=wordpress')
  await expect(cards(page).first()).toBeVisible()
  const press = (key: string) =>
    page.evaluate(
      ([pressed, ways]) => {
        for (const way of ways)
          document.activeElement?.dispatchEvent(
            new KeyboardEvent('keydown', { key: pressed, bubbles: true, cancelable: true, ...way }),
          )
      },
      [key, COMPOSING] as const,
    )
  for (const key of ['j', 'v', '3', '?', 'm', 'a', 'x']) await press(key)

  const picker = page.getByRole('combobox', { name: 'Region' })
  await picker.click()
  await picker.fill('us-west-1')
  await expect(page.getByRole('option')).toHaveCount(1)
  await press('Enter')
  await expect(page.getByRole('listbox')).toBeVisible()
  await expect(page).toHaveURL(/region=cn-hangzhou&q=wordpress$/)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Selected images' })).toHaveCount(0)

  // The same keys act after composition, so the composition held them back.
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/region=us-west-1/)
})

test('composed text is searched for once it is complete', async ({ page }) => {
  await page.goto('/images?region=cn-hangzhou')
  await expect(cards(page).first()).toBeVisible()
  await page.getByRole('searchbox', { name: 'Search images' }).focus()
  const keyboard = await page.context().newCDPSession(page)
  await keyboard.send('Input.imeSetComposition', { text: 'mian', selectionStart: 4, selectionEnd: 4 })
  await page.keyboard.press('Shift+?')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await keyboard.send('Input.insertText', { text: '面板' })
  await expect(page).toHaveURL(/q=%E9%9D%A2%E6%9D%BF/)
  await expect(cards(page).filter({ hasNotText: '面板' })).toHaveCount(0)
})
