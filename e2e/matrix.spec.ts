import { appImage } from '../server/testing/fake-swas.ts'
import { violations } from './support/axe.ts'
import { clipboard, expect, test } from './support/fixtures.ts'

const REGIONS = ['cn-hangzhou', 'cn-beijing', 'us-west-1']

test.describe('the region matrix', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

  test('shows IDs and gaps, and copies a row as a map with a key for each region that has it', async ({
    page,
    cloud,
  }) => {
    for (const [index, regionId] of REGIONS.entries())
      cloud.setImages(regionId, [appImage(`${index + 1}`, 'Docker-26.1.3'), appImage('f', 'Halo-2.21')])
    cloud.misbehave('empty', 'ap-southeast-1')
    await page.goto(`${cloud.page}/matrix?q=docker-26.1.3`)
    const table = page.getByRole('table', { name: 'Image IDs by region' })
    const row = table.getByRole('row').filter({ hasText: 'Docker-26.1.3' })
    await expect(row.getByText('1'.repeat(32))).toBeVisible({ timeout: 20_000 })
    await expect(row.getByText('not available in ap-southeast-1')).toBeAttached()

    await row.getByRole('button', { name: /^Copy row/ }).click()
    await expect(page.getByRole('status')).toContainText([/Copied/])
    const map: unknown = JSON.parse(await clipboard(page))
    expect(JSON.stringify(map)).toContain('1'.repeat(32))
    expect(JSON.stringify(map)).not.toContain('ap-southeast-1')
  })
})

test('the matrix has no accessibility violations, and the page does not scroll sideways, at any width', async ({
  page,
}) => {
  await page.goto('/matrix?q=ubuntu-24')
  for (const width of [375, 768, 1440]) {
    await page.setViewportSize({ width, height: 800 })
    await expect(
      page.getByRole('table', { name: 'Image IDs by region' }).locator('code').first(),
    ).toBeVisible()
    expect.soft(await violations(page), `${width} px`).toEqual([])
    const [scrollWidth, windowWidth] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      innerWidth,
    ])
    expect.soft(scrollWidth, `${width} px`).toBeLessThanOrEqual(windowWidth ?? 0)
  }
})

test('comparing two regions: images in only one of them, and same names with different IDs', async ({
  page,
  cloud,
}) => {
  cloud.setImages('cn-hangzhou', [appImage('1', 'Docker-26.1.3'), appImage('2', 'Halo-2.21')])
  cloud.setImages('us-west-1', [appImage('3', 'Docker-26.1.3'), appImage('4', 'Typecho-1.2')])
  await page.goto(`${cloud.page}/compare?a=cn-hangzhou&b=us-west-1`)
  const section = (name: RegExp) => page.getByRole('region', { name })
  await expect(section(/Only in cn-hangzhou/)).toContainText('Halo-2.21')
  await expect(section(/Only in us-west-1/)).toContainText('Typecho-1.2')
  await expect(section(/another ID/i)).toContainText('1'.repeat(32))
  await expect(section(/another ID/i)).toContainText('3'.repeat(32))
})
