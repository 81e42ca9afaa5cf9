import type { Page } from '@playwright/test'

import { appImage } from '../server/testing/fake-swas.ts'
import { cards, expect, test } from './support/fixtures.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

const ID = 'a'.repeat(32)
/** A few minutes more than two hours, because the data is read after the clock moves. */
const LATER_MS = 125 * 60_000
const WORDPRESS = appImage(ID, 'WordPress-6.8')

/** The server's clock moves two hours ahead. The browser's clock stays behind, at the time of the read. */
async function advanceServerClock(page: Page) {
  const later = () => new Date(Date.now() + LATER_MS)
  await page.route('**/api/**', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, headers: { ...response.headers(), date: later().toUTCString() } })
  })
  await page.route(/\/(?:images|lookup|matrix)\b/, async (route) => {
    if (route.request().resourceType() !== 'document') return route.fallback()
    const response = await route.fetch()
    const body = (await response.text()).replace(/"now":"[^"]*"/, `"now":"${later().toISOString()}"`)
    return route.fulfill({ response, body })
  })
}

test('an ID from data less than an hour old is copied without a notice, even if the browser’s clock is fast', async ({
  page,
  cloud,
}) => {
  cloud.setImages('cn-hangzhou', [WORDPRESS])
  await page.clock.setFixedTime(Date.now() + LATER_MS)
  await page.goto(`${cloud.page}/images?region=cn-hangzhou`)
  await cards(page, 'WordPress-6.8')
    .getByRole('button', { name: /^Copy image ID/ })
    .click()
  await expect(page.getByRole('status')).toContainText(['Copied image ID'])
  await expect(page.getByRole('note', { name: /Old data/ })).toHaveCount(0)
})

test('copying an ID from older data shows its age, and one call verifies the ID', async ({ page, cloud }) => {
  cloud.setImages('cn-hangzhou', [WORDPRESS])
  await advanceServerClock(page)
  await page.goto(`${cloud.page}/images?region=cn-hangzhou`)
  const copy = cards(page, 'WordPress-6.8').getByRole('button', { name: /^Copy image ID/ })
  const note = page.getByRole('note', { name: 'Old data: read 2 hours ago.' })
  await copy.click()
  await expect(note).toBeVisible()
  await expect(copy).toBeFocused()

  const before = cloud.calls.length
  await note.getByRole('button', { name: 'Check now' }).click()
  await expect(note).toContainText('Checked just now: the ID is current.')
  expect(cloud.calls.slice(before).map(({ regionId }) => regionId)).toEqual(['cn-hangzhou'])

  cloud.setImages('cn-hangzhou', [{ ...WORDPRESS, ImageId: 'b'.repeat(32) }])
  await copy.click()
  await note.getByRole('button', { name: 'Check now' }).click()
  await expect(note).toContainText('1 ID is not listed any more')
  await expect(note).toContainText(ID)

  cloud.misbehave('internal-error')
  await copy.click()
  await note.getByRole('button', { name: 'Check now' }).click()
  await expect(note.getByRole('button', { name: 'Check now' })).toHaveAttribute('aria-busy', 'false')
  await expect(note).toContainText(/Alibaba Cloud/)
  await note.getByRole('button', { name: 'Dismiss' }).click()
  await expect(note).toHaveCount(0)
})

test('rows, the matrix, a selection, a preview and the menu also show the age', async ({ page, cloud }) => {
  cloud.setImages('cn-hangzhou', [WORDPRESS])
  await advanceServerClock(page)
  const note = page.getByRole('note', { name: 'Old data: read 2 hours ago.' })
  await page.goto(`${cloud.page}/images?region=cn-hangzhou&view=table`)
  const row = page.getByRole('row').filter({ hasText: ID })

  for (const copy of [
    () => row.getByRole('button', { name: /^Copy image ID/ }).click(),
    async () => {
      await row.getByRole('button', { name: /^More ways/ }).click()
      await page.getByRole('menuitem', { name: 'Image ID', exact: true }).click()
    },
    async () => {
      await row.getByRole('checkbox').check()
      await page.getByRole('button', { name: 'Copy 1 image ID' }).click()
    },
  ]) {
    await copy()
    await expect(note).toBeVisible()
    await note.getByRole('button', { name: 'Dismiss' }).click()
    await expect(note).toHaveCount(0)
  }

  await page.getByRole('button', { name: 'Copy as…' }).click()
  await expect(page.getByRole('dialog').getByRole('note', { name: /Old data/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.goto(`${cloud.page}/matrix?q=wordpress&cols=cn-hangzhou`)
  await page.getByRole('button', { name: 'Copy column cn-hangzhou' }).click()
  await expect(note).toBeVisible()
})

test('for selected images of regions not yet shown, the page gets their age from the server, also in Chinese', async ({
  page,
  cloud,
}) => {
  cloud.setImages('cn-hangzhou', [WORDPRESS])
  await page.goto(`${cloud.page}/images?region=cn-hangzhou`)
  await cards(page, 'WordPress-6.8').getByRole('checkbox').check()
  await expect(page.getByRole('region', { name: 'Selected images' })).toBeVisible()
  await advanceServerClock(page)
  await page.goto(`${cloud.page}/lookup?lang=zh-CN`)
  await page.getByRole('button', { name: '复制 1 个镜像 ID' }).click()
  await expect(page.getByRole('note', { name: '数据较旧：读取于2小时前。' })).toBeVisible()
})

test('copying an ID from fresh data leaves no timer running', async ({ page, cloud }) => {
  cloud.setImages('cn-hangzhou', [WORDPRESS])
  await page.addInitScript(() => {
    const running = new Set<unknown>()
    const { setInterval, clearInterval } = globalThis
    Object.assign(globalThis, {
      setInterval: (...options: Parameters<typeof setInterval>) => {
        const id = setInterval(...options)
        running.add(id)
        return id
      },
      clearInterval: (id: number) => {
        running.delete(id)
        clearInterval(id)
      },
      runningIntervals: () => running.size,
    })
  })
  await page.goto(`${cloud.page}/images?region=cn-hangzhou`)
  await expect(cards(page, 'WordPress-6.8')).toHaveCount(1)
  await page.goto(`${cloud.page}/lookup`)
  await page.getByRole('textbox').fill(ID)
  await page.getByRole('button', { name: 'Look up', exact: true }).click()
  const copy = page.getByRole('button', { name: 'Copy image ID of WordPress-6.8 in cn-hangzhou' })
  await expect(copy).toBeVisible()
  const before = await page.evaluate('runningIntervals()')
  await copy.click()
  await expect(page.getByRole('status')).toContainText(['Copied image ID'])
  await page.waitForLoadState('networkidle')
  expect(await page.evaluate('runningIntervals()')).toBe(before)
})
