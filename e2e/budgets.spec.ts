import type { Page } from '@playwright/test'

import { appImage } from '../server/testing/fake-swas.ts'
import { cards, expect, pickRegion, test } from './support/fixtures.ts'

declare global {
  interface Window {
    /** Unexpected layout shifts. */
    shifts: string[]
  }
}

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

/** Records unexpected layout shifts from the start of each document (Layout Instability API). */
async function watchShifts(page: Page) {
  await page.addInitScript(() => {
    window.shifts = []
    const describe = (node: unknown) =>
      node instanceof Element ? `${node.localName}.${node.className}` : String(node)
    const sourcesOf = (entry: object) =>
      'sources' in entry && Array.isArray(entry.sources)
        ? entry.sources.map((source: { node: unknown }) => describe(source.node)).join(' ')
        : ''
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if ('value' in entry && 'hadRecentInput' in entry && entry.hadRecentInput === false)
          window.shifts.push(`${String(entry.value)} ${sourcesOf(entry)}`)
    }).observe({ type: 'layout-shift', buffered: true })
  })
}

/** The layout shifts, once everything pending has been painted. */
function shiftsOf(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve))
    return window.shifts
  })
}

/** Waits until the server has read the list of regions and one region, so that its next document can contain both. */
async function warmUp(page: Page, regionId: string, origin = '') {
  for (const path of ['/api/regions', `/api/images?region=${regionId}`]) {
    const response = await page.request.get(origin + path, { headers: { 'X-Console': '1' } })
    expect(response.ok()).toBe(true)
  }
}

test('nothing shifts during the whole job', async ({ page }) => {
  await watchShifts(page)
  await page.goto('/')
  await pickRegion(page, 'cn-hangzhou')
  await expect(cards(page).first()).toBeVisible()
  await page.getByRole('radiogroup', { name: 'Image type' }).getByText('App').click()
  await page.getByRole('searchbox', { name: 'Search images' }).fill('docker')
  await expect(page).toHaveURL(/type=app.*q=docker/)
  await page
    .getByRole('button', { name: /^Copy image ID of / })
    .first()
    .click()
  await page.getByRole('radiogroup', { name: 'View' }).getByText('Table').click()
  await expect(page.getByRole('table', { name: 'Images' })).toBeVisible()
  await pickRegion(page, 'us-west-1')
  await expect(page.getByRole('button', { name: / in us-west-1$/ }).first()).toBeVisible()
  expect(await shiftsOf(page)).toEqual([])
})

for (const address of ['/images', '/images?region=cn-hangzhou', '/images?region=cn-hangzhou&view=table']) {
  test(`nothing shifts while ${address} opens`, async ({ page }) => {
    await warmUp(page, 'cn-hangzhou')
    await watchShifts(page)
    await page.goto(address)
    await expect(page.getByText(/Copy ID|cn-hangzhou/).first()).toBeVisible()
    await page.waitForLoadState('networkidle')
    expect(await shiftsOf(page)).toEqual([])
  })
}

test('the first view requests nothing that the document can contain', async ({ page }) => {
  await warmUp(page, 'cn-hangzhou')
  const requested: string[] = []
  page.on('request', (request) => requested.push(new URL(request.url()).pathname))
  await page.goto('/images?region=cn-hangzhou')
  await expect(cards(page).first()).toBeVisible()
  expect(requested.filter((path) => path.startsWith('/api/'))).toEqual([])
})

test('a name that looks like markup stays text', async ({ page, cloud }) => {
  const ImageName = '</script><script>document.title = "broken out"</script><!--<script>'
  cloud.setImages('cn-hangzhou', [appImage('m-1', ImageName, { Description: '__CSP_NONCE__' })])
  await warmUp(page, 'cn-hangzhou', cloud.page)
  await page.goto(`${cloud.page}/images?region=cn-hangzhou`)
  await expect(cards(page, ImageName)).toContainText('__CSP_NONCE__')
  await expect(page).toHaveTitle(/cn-hangzhou/)
})
