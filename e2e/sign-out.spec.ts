import { exposed } from './support/auth-servers.ts'
import { cards, expect } from './support/fixtures.ts'

// Requests of a service worker bypass ignoreHTTPSErrors, so the whole browser must accept the certificate.
const test = exposed.extend({
  launchOptions: [
    async ({ launchOptions }, use) =>
      use({ ...launchOptions, args: [...(launchOptions.args ?? []), '--ignore-certificate-errors'] }),
    { scope: 'worker' },
  ],
})
test.use({ ignoreHTTPSErrors: true })

test('signing out deletes the lists stored in this browser', async ({
  page,
  startForTeam,
  secrets: { token },
}) => {
  const app = await startForTeam()
  await page.goto(`${app.origin}/preferences`)
  await page.getByLabel('Access token').fill(token.text)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('checkbox', { name: 'Keep the page and its last lists' }).check()
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated')
  await page.goto(`${app.origin}/images?region=cn-hangzhou`)
  await expect(cards(page).first()).toBeVisible()
  const storedLists = () =>
    page.evaluate(async () => (await (await caches.open('swas-last-data')).keys()).length)
  await expect.poll(storedLists).toBe(2)

  await page.getByRole('banner').getByRole('link', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('link', { name: 'Sign in again' })).toBeVisible()
  await expect.poll(storedLists).toBe(0)
})
