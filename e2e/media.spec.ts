import { cards, expect, test } from './fixtures.ts'

const HANGZHOU = '/images?region=cn-hangzhou&q=wordpress'

test('with forced colors a choice, a selection and the focus are still seen', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await page.goto(`${HANGZHOU}&type=app`)
  const card = cards(page).first()
  await expect(card).toBeVisible()
  const types = page.getByRole('radiogroup', { name: 'Image type' })
  const label = (name: string) => types.locator('label', { hasText: name })
  const seen = (name: string) =>
    label(name).evaluate((element) => {
      const { backgroundColor, borderColor, outlineStyle, textDecorationLine } = getComputedStyle(element)
      return [backgroundColor, borderColor, outlineStyle, textDecorationLine].join(' ')
    })
  expect(await seen('App')).not.toBe(await seen('System'))
  await card.focus()
  await page.keyboard.press('x')
  await expect(card.getByRole('checkbox')).toBeChecked()
  await expect(card).toHaveCSS('outline-style', 'solid')
})

test('who wants less motion gets none', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto(HANGZHOU)
  await expect(cards(page).first()).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog')).toBeVisible()
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter((element) => {
        const { transitionDuration, animationName } = getComputedStyle(element)
        return /[1-9]/.test(transitionDuration) || animationName !== 'none'
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  )
  expect(moving).toEqual([])
})

test('on paper there is a clean list: names and whole IDs, no controls', async ({ page }) => {
  await page.goto(HANGZHOU)
  await expect(cards(page).first()).toBeVisible()
  await cards(page).first().getByRole('checkbox').check()
  await page.emulateMedia({ media: 'print' })
  await expect(cards(page).first().getByRole('heading')).toBeVisible()
  await expect(cards(page).first().locator('code')).toBeVisible()
  for (const role of ['button', 'checkbox', 'radio', 'searchbox', 'combobox', 'navigation'] as const)
    await expect.soft(page.getByRole(role)).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Selected images' })).toHaveCount(0)
  await expect(page.getByRole('note', { name: 'Sample catalog' })).toContainText('not real')
})
