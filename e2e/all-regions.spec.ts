import { appImage } from '../server/testing/fake-swas.ts'
import { cards, expect, pickRegion, test } from './support/fixtures.ts'

test('all regions are listed together, and each row names its region', async ({ page }) => {
  await page.goto('/images?region=all&type=system&view=table')
  const table = page.getByRole('table', { name: 'Images' })
  await expect(table.getByRole('columnheader', { name: 'Region' })).toBeVisible()
  await expect(page.getByText(/27 regions/).first()).toBeVisible()
  await expect(table.getByRole('row').filter({ hasText: 'cn-hangzhou' }).first()).toBeVisible()
  await expect(table.getByRole('row').filter({ hasText: 'us-west-1' }).first()).toBeVisible()
})

test('the picker offers all regions', async ({ page }) => {
  await page.goto('/images?region=cn-hangzhou')
  await pickRegion(page, 'All regions')
  await expect(page).toHaveURL(/region=all/)
})

test('two failing regions are listed with their reason and retried on their own, the others are shown', async ({
  page,
  cloud,
}) => {
  for (const regionId of ['cn-beijing', 'us-east-1']) cloud.misbehave('internal-error', regionId)
  await page.goto(`${cloud.page}/images?region=all&view=table`)
  await expect(page.getByText(/25 of 27 regions/).first()).toBeVisible({ timeout: 20_000 })
  const failures = page.getByRole('alert')
  await expect(failures.filter({ hasText: 'cn-beijing' })).toContainText('InternalError')
  await expect(failures.filter({ hasText: 'us-east-1' }).first()).toBeVisible()

  const before = cloud.calls.length
  cloud.recover({ fault: 'internal-error', regionId: 'us-east-1' })
  // The page retries a failed region after 15 s.
  const tryAgain = failures.filter({ hasText: 'cn-beijing' }).getByRole('button', { name: 'Try again' })
  await expect(tryAgain).toBeDisabled()
  await expect(tryAgain).toHaveAccessibleDescription(/\d:\d\d/)
  await expect(page.getByText(/26 of 27 regions/).first()).toBeVisible({ timeout: 30_000 })
  const later = cloud.calls.slice(before).filter(({ action }) => action === 'ListImages')
  expect(later.every(({ regionId }) => regionId === 'cn-beijing' || regionId === 'us-east-1')).toBe(true)
})

test('matches in other regions are one click away', async ({ page, cloud }) => {
  cloud.setImages('cn-hangzhou', [appImage('a', 'Debian-12.10', { ImageType: 'system' })])
  cloud.setImages('us-west-1', [appImage('b', 'Rarity-1.0')])
  await page.goto(`${cloud.page}/images?region=cn-hangzhou&q=rarity`)
  await expect(page.getByRole('heading', { name: 'No images match' })).toBeVisible()
  await page.getByRole('link', { name: /^\d+ in other regions$/ }).click()
  await expect(cards(page, /Rarity/).first()).toContainText('us-west-1')
})

test.describe('with 5 calls a minute', () => {
  test.use({ cloudEnv: { SWAS_CALLS_PER_MINUTE: '5' } })

  test('a list that is still loading shows its progress and when the next region is read', async ({
    page,
    cloud,
  }) => {
    await page.goto(`${cloud.page}/images?region=all`)
    await expect(page.getByText(/\b[1-5] of 27 regions/)).toBeVisible()
    await expect(cards(page).first()).toBeVisible()
    const next = page.getByText(/^next in \d+ s$/)
    await expect(next).toBeVisible()
    const seconds = async () =>
      Number.parseInt((await next.textContent())?.slice('next in '.length) ?? '', 10)
    const first = await seconds()
    expect(first).toBeLessThanOrEqual(60)
    await expect.poll(seconds).toBeLessThan(first)
  })
})
