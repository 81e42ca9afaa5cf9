import type { Page } from '@playwright/test'
import * as v from 'valibot'

import { expect, test } from './support/fixtures.ts'

declare global {
  interface Window {
    /** The number of elements in the document when the view was rendered. */
    firstElements: number
  }
}

/** Limits of a first visit to a page: bytes of code (brotli), files, and elements in the document. */
type Budget = { kilobytes: number; requests: number; elements: number }

const LIST = '/images?region=cn-hangzhou'

/** Slightly above today's figures. Before raising a limit, check what was added to the first view, and why. */
const BUDGETS: readonly (readonly [address: string, ready: string, budget: Budget])[] = [
  ['/images', 'main h1', { kilobytes: 113, requests: 2, elements: 365 }],
  [LIST, 'li[data-image]', { kilobytes: 113, requests: 2, elements: 540 }],
  [`${LIST}&view=table`, 'tr[data-image]', { kilobytes: 113, requests: 2, elements: 2500 }],
  [`${LIST}&lang=zh-CN`, 'li[data-image]', { kilobytes: 118, requests: 3, elements: 540 }],
  ['/matrix', 'tbody th', { kilobytes: 127, requests: 14, elements: 4700 }],
  ['/compare?a=cn-hangzhou&b=us-west-1', 'h1', { kilobytes: 118, requests: 10, elements: 115 }],
  ['/lookup', 'textarea', { kilobytes: 119, requests: 10, elements: 100 }],
  ['/changes', 'h1', { kilobytes: 117, requests: 10, elements: 125 }],
  ['/status', 'table', { kilobytes: 117, requests: 10, elements: 360 }],
  ['/preferences', 'h1', { kilobytes: 123, requests: 7, elements: 750 }],
  ['/help', 'h1', { kilobytes: 124, requests: 12, elements: 360 }],
]

/**
 * Opens a page in a browser that is never idle, so that nothing is prefetched and only what the view needs is loaded.
 * Elements are counted as soon as the view is rendered, before the rest of a long list.
 */
async function visit(page: Page, address: string, ready: string) {
  await page.addInitScript((selector) => {
    window.requestIdleCallback = () => 0
    const observer = new MutationObserver(() => {
      if (document.querySelector(selector) === null) return
      observer.disconnect()
      window.firstElements = document.querySelectorAll('*').length
    })
    observer.observe(document, { subtree: true, childList: true })
  }, ready)
  await page.goto(address)
  await expect(page.locator(ready).first()).toBeVisible()
  return page.evaluate(() => ({
    elements: window.firstElements,
    files: performance
      .getEntriesByType('resource')
      .filter((entry) => entry instanceof PerformanceResourceTiming)
      .filter(({ name }) => /\.(?:js|css)$/.test(name))
      .map(({ name, encodedBodySize }) => ({ path: new URL(name).pathname, encodedBodySize })),
  }))
}

const answerSchema = v.object({ regions: v.record(v.string(), v.looseObject({ state: v.string() })) })

/** Regions the server has not read yet; pages show more of a region it has read. */
async function unreadRegions({ request }: Page): Promise<string[]> {
  const response = await request.get('/api/images?region=all', { headers: { 'X-Console': '1' } })
  const { regions } = v.parse(answerSchema, await response.json())
  return Object.entries(regions).flatMap(([regionId, { state }]) => (state === 'fresh' ? [] : [regionId]))
}

for (const [address, ready, budget] of BUDGETS) {
  test(`${address} stays within its budget, and its document names all its files`, async ({ page }) => {
    await expect.poll(() => unreadRegions(page), 'every region should be read').toEqual([])
    const { files, elements } = await visit(page, address, ready)
    const bytes = files.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)
    expect.soft(bytes / 1000).toBeLessThanOrEqual(budget.kilobytes)
    // A size of zero means a cached file or another origin.
    expect.soft(bytes / 1000).toBeGreaterThan(budget.kilobytes - 5)
    expect.soft(files.length).toBeLessThanOrEqual(budget.requests)
    expect.soft(elements).toBeLessThanOrEqual(budget.elements)
    const named = await (await page.request.get(address)).text()
    expect(files.filter(({ path }) => !named.includes(path))).toEqual([])
  })
}

test('visiting every page calls the cloud once per region', async ({ page, cloud }) => {
  cloud.setRegions('cn-hangzhou', 'us-west-1')
  for (const [address] of BUDGETS) {
    await page.goto(cloud.page + address)
    await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible()
    await page.waitForLoadState('networkidle')
  }
  const calls = cloud.calls.map(({ action, regionId }) => `${action} ${regionId}`.trim())
  expect(calls.sort()).toEqual(['ListImages cn-hangzhou', 'ListImages us-west-1', 'ListRegions'])
})
