import { appImage, manyImages } from '../server/testing/fake-swas.ts'
import { cards, expect, test } from './support/fixtures.ts'

test('each list shortcut does what the help says', async ({ page, cloud }) => {
  const images = [...manyImages(5), appImage('d', 'Debian-12', { ImageType: 'system' })]
  cloud.setImages('cn-hangzhou', images)
  await page.goto(`${cloud.page}/images?region=cn-hangzhou`)
  await expect(cards(page)).toHaveCount(6)
  const basket = page.getByRole('region', { name: 'Selected images' })

  for (const [key, type, count] of [
    ['2', 'system', 1],
    ['3', 'app', 5],
    ['4', 'custom', 0],
  ] as const) {
    await page.keyboard.press(key)
    await expect(page).toHaveURL(new RegExp(`type=${type}$`))
    await expect(cards(page)).toHaveCount(count)
  }
  await page.keyboard.press('1')
  await expect(page).toHaveURL(/region=cn-hangzhou$/)

  await page.keyboard.press('/')
  await page.keyboard.type('image')
  await expect(page).toHaveURL(/q=image/)
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/region=cn-hangzhou$/)
  await expect(page.getByRole('searchbox', { name: 'Search images' })).toHaveValue('')
  await expect(cards(page)).toHaveCount(6)
  await page.keyboard.press('Tab')

  await page.keyboard.press('a')
  await expect(basket).toContainText('6 images selected')
  await page.keyboard.press('a')
  await expect(basket).toHaveCount(0)
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('j')
  await page.keyboard.press('Shift+X')
  await expect(basket).toContainText('4 images selected')

  cloud.setImages('cn-hangzhou', [...images, appImage('e', 'New-1')])
  await page.keyboard.press('u')
  await expect(cards(page, 'New-1')).toBeVisible()

  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/images\/cn-hangzhou\/\w+$/)
  await page.keyboard.press('m')
  await expect(page.getByRole('heading', { level: 1, name: 'Region matrix' })).toBeVisible()
})
