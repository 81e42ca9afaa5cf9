import type { Page } from '@playwright/test'

import { manyImages } from '../server/testing/fake-swas.ts'
import { cards, type Cloud, expect, test } from './support/fixtures.ts'

/** Opens a region with this many images. */
async function openLongList(page: Page, cloud: Cloud, view: 'cards' | 'table', length = 1200) {
  cloud.setImages('cn-hangzhou', manyImages(length))
  await page.goto(`${cloud.page}/images?region=cn-hangzhou&view=${view}`)
}

const LINES = {
  table: (page: Page, n: number) =>
    page.getByRole('row').filter({ has: page.getByRole('link', { name: `Image-${n}`, exact: true }) }),
  cards: (page: Page, n: number) =>
    cards(page).filter({ has: page.getByRole('link', { name: `Image-${n}`, exact: true }) }),
}

for (const view of ['table', 'cards'] as const) {
  test(`in a list of 1,200 images as ${view}, j and k continue from the last image, wherever the page is scrolled`, async ({
    page,
    cloud,
  }) => {
    await openLongList(page, cloud, view)
    const image = (n: number) => LINES[view](page, n)
    await expect(image(0)).toBeVisible()
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('j')
    await expect(image(3)).toBeFocused()

    await page.keyboard.press('End')
    await expect(image(1199)).toBeInViewport()
    await expect(image(3)).toBeFocused()
    await page.keyboard.press('j')
    await expect(image(4)).toBeFocused()
    await expect(image(4)).toBeInViewport()

    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
    await expect(image(1199)).toBeInViewport()
    await page.keyboard.press('k')
    await expect(image(3)).toBeFocused()
    await expect(image(3)).toBeInViewport()
    await page.keyboard.press('x')
    await expect(page.getByRole('checkbox', { name: 'Select Image-3, cn-hangzhou' })).toBeChecked()

    await page.keyboard.press('End')
    await expect(image(1199)).toBeInViewport()
    await page.getByRole('checkbox', { name: 'Select Image-1199, cn-hangzhou' }).focus()
    await page.keyboard.press('Shift+Space')
    await expect(page.getByRole('region', { name: 'Selected images' })).toContainText('1,197 images selected')
    await page.keyboard.press('k')
    await expect(image(1198)).toBeFocused()
    await page.keyboard.press('Home')
    await expect(image(0)).toBeInViewport()
    await page.keyboard.press('j')
    await expect(image(1199)).toBeFocused()
    await expect(image(1199)).toBeInViewport()
  })
}

test('all 1,000 images are in the document, so that the browser’s own search finds them', async ({
  page,
  cloud,
}) => {
  await openLongList(page, cloud, 'table', 1000)
  await expect(page.locator('main tr[data-image]')).toHaveCount(1000)
  await page.getByRole('radiogroup', { name: 'View' }).getByText('Cards').click()
  await expect(cards(page)).toHaveCount(1000)
})
