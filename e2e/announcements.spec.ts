import type { Page } from '@playwright/test'

import { cards, expect, pickRegion, test } from './support/fixtures.ts'

const HANGZHOU = '/images?region=cn-hangzhou'

/** Records the announcements of the live region from now on. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  const live = await page.getByRole('status').elementHandle()
  const texts = await page.evaluateHandle((region) => {
    const announced: string[] = []
    new MutationObserver(() => announced.push(region?.textContent ?? '')).observe(region ?? document, {
      childList: true,
      characterData: true,
      subtree: true,
    })
    return announced
  }, live)
  return () => texts.evaluate((announced) => announced.splice(0))
}

test('a chosen region is announced once, with its count, and the focus stays', async ({ page, cloud }) => {
  await page.goto(`${cloud.page}${HANGZHOU}`)
  await expect(page.getByRole('status')).toHaveText('1 image in cn-hangzhou')
  const announced = await listen(page)
  await pickRegion(page, 'us-west-1')
  await expect(page.getByRole('status')).toHaveText('1 image in us-west-1')
  await expect(page.getByRole('combobox', { name: 'Region' })).toBeFocused()
  // Announced after everything that the choice announces.
  await page.getByRole('radiogroup', { name: 'Image type' }).getByText('App').click()
  await expect(page.getByRole('status')).toHaveText('0 images in us-west-1')
  expect(await announced()).toEqual(['', '1 image in us-west-1', '', '0 images in us-west-1'])
})

test('a count is announced when typing stops, and again if it did not change', async ({ page }) => {
  await page.clock.install()
  await page.goto(HANGZHOU)
  await expect(cards(page).first()).toBeVisible()
  await expect(page.getByRole('status')).toHaveText(/^\d+ images in cn-hangzhou$/)
  await page.clock.pauseAt(Date.now() + 60_000)
  const announced = await listen(page)
  const search = page.getByRole('searchbox', { name: 'Search images' })
  for (const letter of 'wordpress') {
    await search.press(letter)
    await page.clock.runFor(200)
  }
  await expect(cards(page).filter({ hasNotText: 'WordPress' })).toHaveCount(0)
  expect(await announced()).toEqual([])
  await page.clock.runFor(5000)
  const shown = `${await cards(page).count()} images in cn-hangzhou`
  await expect(page.getByRole('status')).toHaveText(shown)

  await search.press('Backspace')
  await page.clock.runFor(5000)
  await expect(page.getByRole('status')).toHaveText(shown)
  expect(await announced()).toEqual(['', shown, '', shown])
})

test('there is one polite live region from the start, and no dialog hides it', async ({ page }) => {
  await page.goto(HANGZHOU)
  await expect(cards(page).first()).toBeVisible()
  const status = page.locator('[role="status"]')
  await expect(status).toHaveCount(1)
  await expect(status).toHaveAttribute('aria-atomic', 'true')
  const first = await status.elementHandle()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toBeVisible()
  const isExposed = await page.evaluate((element) => {
    const isHidden = element?.closest('[aria-hidden="true"], [inert], [hidden]') !== null
    return (
      element !== null && element.isConnected && !isHidden && getComputedStyle(element).display !== 'none'
    )
  }, first)
  expect(isExposed).toBe(true)
})

test('a loading list says so', async ({ page, cloud }) => {
  cloud.misbehave('hold')
  await page.goto(`${cloud.page}${HANGZHOU}`)
  await expect(page.getByRole('group', { name: 'Loading images' })).toHaveAttribute('aria-busy', 'true')
  await expect(page.getByRole('status')).toHaveText('Loading images')
  cloud.recover()
  await expect(page.getByRole('status')).toHaveText('1 image in cn-hangzhou')
})
