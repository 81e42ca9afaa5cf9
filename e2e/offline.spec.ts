import { appImage } from '../server/testing/fake-swas.ts'
import { cards, expect, test } from './support/fixtures.ts'

test('if enabled, the page opens with its last data while the server is down', async ({ page, cloud }) => {
  cloud.setImages('cn-hangzhou', [appImage('a', 'WordPress-6.8')])
  await page.goto(`${cloud.page}/preferences`)
  await page.getByRole('checkbox', { name: 'Keep the page and its last lists' }).check()
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated')
  await page.goto(`${cloud.page}/images?region=cn-hangzhou`)
  await expect(cards(page, 'WordPress-6.8')).toBeVisible()
  await expect
    .poll(() => page.evaluate(async () => (await (await caches.open('swas-last-data')).keys()).length))
    .toBe(2)

  await cloud.app.stop()
  await page.goto(`${cloud.page}/images?region=cn-hangzhou&view=table`)
  await expect(page.getByRole('row', { name: /WordPress-6\.8/ })).toBeVisible()
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(page.locator('main time').first()).toBeVisible()
  await page.goto(`${cloud.page}/preferences`)
  await page.getByRole('checkbox', { name: 'Keep the page and its last lists' }).uncheck()
  await expect.poll(() => page.evaluate(() => caches.keys())).toEqual([])
})
