import { cards, clipboard, expect, test, withoutBootstrap } from './support/fixtures.ts'

test.describe('with the keyboard only', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

  test('the whole job: region, type, search, copy', async ({ page }) => {
    await page.goto('/images')
    const picker = page.getByRole('combobox', { name: 'Region' })
    await picker.focus()
    await page.keyboard.type('hangzhou')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/region=cn-hangzhou/)
    await expect(picker).toBeFocused()

    await page.getByRole('radio', { name: 'All', exact: true }).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('radio', { name: 'App' })).toBeChecked()

    await page.getByRole('searchbox', { name: 'Search images' }).focus()
    await page.keyboard.type('docker')
    await expect(cards(page, /Docker/i).first()).toBeVisible()
    const copy = page.getByRole('button', { name: /^Copy image ID of Docker/i }).first()
    let tabs = 0
    while (!(await copy.evaluate((button) => button === document.activeElement)) && tabs++ < 30)
      await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('status')).toContainText(['Copied image ID of Docker'])
    expect(await clipboard(page)).toMatch(/^[!-~]+$/)
  })

  test('Enter picks a region before the list of regions has loaded', async ({ page }) => {
    const { promise: released, resolve: release } = Promise.withResolvers<void>()
    await withoutBootstrap(page)
    await page.route('**/api/regions', async (route) => {
      await released
      await route.continue()
    })
    await page.goto('/images')
    const picker = page.getByRole('combobox', { name: 'Region' })
    await picker.focus()
    await page.keyboard.type('hangzhou')
    await expect(page.getByText('Waiting for the list of regions')).toBeVisible()
    await page.keyboard.press('Enter')
    release()
    await expect(page).toHaveURL(/region=cn-hangzhou/)
    await expect(picker).toBeFocused()
  })
})

test('nothing scrolls sideways at any width from 320 px', async ({ page }) => {
  for (const width of [320, 375, 768, 1440]) {
    await page.setViewportSize({ width, height: 800 })
    await page.goto('/images?region=cn-hangzhou&view=cards')
    await expect(cards(page).first()).toBeVisible()
    const [scrollWidth, windowWidth] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      innerWidth,
    ])
    expect.soft(scrollWidth, `${width} px`).toBeLessThanOrEqual(windowWidth ?? 0)
  }
})
