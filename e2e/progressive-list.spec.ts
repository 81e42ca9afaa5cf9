import { manyImages } from '../server/testing/fake-swas.ts'
import { cards, expect, test } from './support/fixtures.ts'

const REGION = 'cn-hangzhou'
const COUNT = 600

test.beforeEach(({ cloud }) => {
  cloud.setImages(REGION, manyImages(COUNT))
})

test('of 600 cards, those on the screen are rendered first, then the others', async ({ page, cloud }) => {
  await page.goto(`${cloud.page}/images?region=${REGION}`)
  await expect(cards(page)).toHaveCount(COUNT)

  const box = page.getByRole('searchbox', { name: 'Search images' })
  await page.clock.install()
  await page.clock.pauseAt(Date.now() + 60_000)
  await box.fill('image-1')
  await expect(cards(page).last()).toContainText('Image-1')
  const first = await cards(page).count()
  expect(first).toBeLessThan(111)
  // Enough to fill the screen: the last one starts below it.
  const { height } = page.viewportSize() ?? { height: 0 }
  expect((await cards(page).last().boundingBox())?.y).toBeGreaterThan(height)

  await page.clock.resume()
  await expect(cards(page)).toHaveCount(111)
})

test('going back to a long list restores its position', async ({ page, cloud }) => {
  await page.goto(`${cloud.page}/images?region=${REGION}`)
  const target = cards(page, 'Image-333').first()
  await target.scrollIntoViewIfNeeded()
  await target.getByRole('link', { name: 'Image-333' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Image-333')
  await page.goBack()
  await expect(target).toBeInViewport()
})
