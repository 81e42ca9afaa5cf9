import { cards, expect, test } from './support/fixtures.ts'

const BROKEN_PAGE = 'export function StatusPage() { throw new Error("broken on purpose") }'

test('a page that throws keeps the navigation, and the next address works again', async ({
  page,
  pageErrors,
}) => {
  await page.route(/\/assets\/status-page-.*\.js$/, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: BROKEN_PAGE }),
  )
  await page.goto('/status')
  await expect(page.getByRole('heading', { name: 'Something went wrong on this page' })).toBeVisible()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Images' }).click()
  await expect(page).toHaveURL(/\/images/)
  await expect(page.getByRole('heading', { name: 'Something went wrong on this page' })).toHaveCount(0)
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'Something went wrong on this page' })).toBeVisible()
  await page.goto('/images?region=cn-hangzhou')
  await expect(cards(page).first()).toBeVisible()
  expect(pageErrors.messages.every((text) => text.includes('broken on purpose'))).toBe(true)
  pageErrors.messages.length = 0
})

test('an image ID with a percent sign is shown and looked up exactly as in the address', async ({ page }) => {
  for (const [segment, imageId] of [
    ['m-a%25zz', 'm-a%zz'],
    ['m-a%2541zz', 'm-a%41zz'],
  ] as const) {
    const lookup = page.waitForRequest((request) => request.url().includes('/api/images/'))
    await page.goto(`/images/cn-hangzhou/${segment}`)
    expect(new URL((await lookup).url()).pathname).toBe(`/api/images/cn-hangzhou/${segment}`)
    await expect(page.getByRole('heading', { level: 1, name: imageId, exact: true })).toBeVisible()
  }
})
