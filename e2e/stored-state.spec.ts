import { cards, expect, test } from './support/fixtures.ts'

const PREFERENCES = 'swas-image-browser'
const SELECTION = 'swas-image-browser-selection'
const HANGZHOU = '/images?region=cn-hangzhou&type=app'

/** Damaged or foreign values in browser storage. */
const DAMAGED = [
  'no JSON {',
  'null',
  '{"state":null,"version":2}',
  '{"state":{"layout":7,"images":[null,{"regionId":1}],"recentRegions":{}},"version":"x"}',
  '{"state":{"images":"all","favoriteRegions":["<b>"]},"version":999}',
]

test('damaged storage is ignored, and the page stores its state again', async ({ page }) => {
  await page.goto('/help')
  for (const stored of DAMAGED) {
    await page.evaluate(
      ([stored = '', ...names]) => names.forEach((name) => localStorage.setItem(name, stored)),
      [stored, PREFERENCES, SELECTION],
    )
    await page.goto(HANGZHOU)
    await expect(cards(page).first(), stored).toBeVisible()
    await expect(page.getByRole('region', { name: 'Selected images' }), stored).toHaveCount(0)
  }
  await cards(page).first().getByRole('checkbox').check()
  await page.getByRole('radio', { name: 'Table' }).check()
  await page.goto('/images?region=cn-hangzhou')
  await expect(page.getByRole('table', { name: 'Images' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Selected images' })).toContainText('1 image selected')
})

test('without browser storage everything works until the page is closed', async ({ page }) => {
  await page.addInitScript(() =>
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('denied', 'SecurityError')
      },
    }),
  )
  await page.goto(HANGZHOU)
  await cards(page).first().getByRole('checkbox').check()
  await page.getByRole('radio', { name: 'Table' }).check()
  await expect(page.getByRole('table', { name: 'Images' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Selected images' })).toContainText('1 image selected')
})

test('tabs share the selection, and neither overwrites the other', async ({ page }) => {
  await page.goto(HANGZHOU)
  const other = await page.context().newPage()
  await other.goto('/images?region=us-west-1&type=app')
  await cards(page).first().getByRole('checkbox').check()
  const basketOf = (tab: typeof page) => tab.getByRole('region', { name: 'Selected images' })
  await expect(basketOf(other)).toContainText('1 image selected')
  await cards(other).first().getByRole('checkbox').check()
  await expect(basketOf(page)).toContainText('2 images selected')
  await basketOf(page).getByRole('button', { name: 'Clear selection' }).click()
  await expect(basketOf(other)).toHaveCount(0)
})
