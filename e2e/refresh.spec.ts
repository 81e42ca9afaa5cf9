import { cards, expect, test } from './support/fixtures.ts'

test('a refresh keeps the list and the focus, shows its button as busy, and updates the time', async ({
  page,
  cloud,
}) => {
  await page.goto(`${cloud.page}/images?region=cn-hangzhou`)
  await expect(cards(page, 'Debian-12.10')).toBeVisible()
  const time = page.getByRole('main').locator('time')
  const before = Date.parse((await time.getAttribute('datetime')) ?? '')
  cloud.misbehave('hold')
  const refresh = page.getByRole('button', { name: 'Refresh cn-hangzhou' })
  await refresh.focus()
  await page.keyboard.press('Enter')
  await expect(refresh).toHaveAttribute('aria-busy', 'true')
  await expect(refresh).toBeFocused()
  await expect(cards(page, 'Debian-12.10')).toBeVisible()
  cloud.recover()
  await expect(refresh).toHaveAttribute('aria-busy', 'false')
  await expect(refresh).toBeFocused()
  await expect
    .poll(async () => Date.parse((await time.getAttribute('datetime')) ?? ''))
    .toBeGreaterThan(before)
})

test('the countdown to the next try is shown but not announced', async ({ page, cloud }) => {
  cloud.misbehave('throttled')
  await page.goto(`${cloud.page}/images?region=cn-hangzhou`)
  const countdown = page.getByRole('alert').getByText(/^Next try in \d+:\d\d/)
  await expect(countdown).toHaveAttribute('aria-live', 'off')
})

test('without a network the page says so, and not that the server is down', async ({
  page,
  context,
  cloud,
}) => {
  await page.goto(`${cloud.page}/images?region=cn-hangzhou`)
  await expect(cards(page).first()).toBeVisible()
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Refresh cn-hangzhou' }).click()
  await expect(page.getByRole('alert')).toContainText('You are offline')
  await expect(page.getByText(/not reachable/)).toHaveCount(0)
  await expect(cards(page).first()).toBeVisible()
  await context.setOffline(false)
  await expect(page.getByRole('alert')).toHaveCount(0)
})
