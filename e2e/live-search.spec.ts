import { appImage } from '../server/testing/fake-swas.ts'
import { expect, test } from './support/fixtures.ts'

test('typing filters the matrix at once and adds no history entries', async ({ page }) => {
  await page.goto('/status')
  await page.goto('/matrix?platform=Linux')
  const heads = page.getByRole('rowheader')
  await expect(heads.filter({ hasText: 'Ubuntu' })).not.toHaveCount(0)
  await page.getByRole('searchbox', { name: 'Search images' }).pressSequentially('wordpress')
  await expect(heads.filter({ hasNotText: 'WordPress' })).toHaveCount(0)
  await expect(heads).not.toHaveCount(0)
  await expect(page).toHaveURL(/\/matrix\?platform=Linux&q=wordpress$/)
  await page.getByRole('radio', { name: 'App' }).check()
  await expect(page).toHaveURL(/q=wordpress/)
  await page.goBack()
  await expect(page.getByRole('radio', { name: 'All' })).toBeChecked()
  await page.goBack()
  await expect(page).toHaveURL(/\/status$/)
})

test('typing filters the changes at once, and server results are shown unchanged', async ({
  page,
  cloud,
}) => {
  cloud.setImages('cn-hangzhou', [appImage('a', 'Docker-26.1.3')])
  await page.goto(`${cloud.page}/images?region=cn-hangzhou`)
  await expect(page.getByText('a'.repeat(32))).toBeVisible()
  cloud.setImages('cn-hangzhou', [
    appImage('a', 'Docker-26.1.3'),
    appImage('b', 'WordPress-6.8'),
    appImage('c', 'Gitea-1.24'),
  ])
  await page.getByRole('button', { name: 'Refresh cn-hangzhou' }).click()
  await expect(page.getByText('b'.repeat(32))).toBeVisible()

  await page.goto(`${cloud.page}/changes`)
  const links = page.getByRole('main').getByRole('listitem').getByRole('link')
  await expect(links.filter({ hasText: 'Gitea' })).toBeVisible()
  const search = page.getByRole('searchbox', { name: 'Search images' })
  await search.fill('wordpress')
  await expect(links.filter({ hasText: 'Gitea' })).toHaveCount(0)
  await expect(links.filter({ hasText: 'WordPress' })).toBeVisible()
  await expect(page).toHaveURL(/\/changes\?q=wordpress$/)

  await page.route(/\/api\/changes\?/, async (route) => {
    const url = new URL(route.request().url())
    url.searchParams.set('q', 'gitea')
    await route.continue({ url: url.href })
  })
  await search.fill('what the server alone understands')
  await expect(links.filter({ hasText: 'Gitea' })).toBeVisible()
  await expect(links.filter({ hasText: 'WordPress' })).toHaveCount(0)
})
