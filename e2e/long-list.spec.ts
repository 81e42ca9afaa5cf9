import { expect, test } from './fixtures.ts'

test('in a list of 1,200 rows j and k go on from the image that was reached, wherever one has scrolled', async ({
  page,
  cloud,
}) => {
  cloud.setImages(
    'cn-hangzhou',
    Array.from({ length: 1200 }, (_, n) => ({
      ImageId: n.toString(16).padStart(32, '0'),
      ImageName: `Image-${n}`,
      ImageType: 'app',
      Platform: 'Linux',
      Description: '',
    })),
  )
  await page.goto(`${cloud.page}/images?region=cn-hangzhou&view=table`)
  const row = (n: number) =>
    page.getByRole('row').filter({ has: page.getByRole('link', { name: `Image-${n}`, exact: true }) })
  await expect(row(0)).toBeVisible()
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('j')
  await expect(row(3)).toBeFocused()

  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
  await expect(row(1199)).toBeInViewport()
  await expect(row(3)).toBeFocused()
  await page.keyboard.press('j')
  await expect(row(4)).toBeFocused()
  await expect(row(4)).toBeInViewport()

  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
  await expect(row(1199)).toBeInViewport()
  await page.keyboard.press('k')
  await expect(row(3)).toBeFocused()
  await expect(row(3)).toBeInViewport()
  await page.keyboard.press('x')
  await expect(page.getByRole('checkbox', { name: 'Select Image-3, cn-hangzhou' })).toBeChecked()
})
