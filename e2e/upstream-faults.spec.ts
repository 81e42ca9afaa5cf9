import { appImage } from '../server/testing/fake-swas.ts'
import { cards, expect, pickRegion, test } from './support/fixtures.ts'

test('a slow region shows that it is loading, without layout shifts', async ({ page, cloud }) => {
  cloud.misbehave('hold')
  await page.goto(`${cloud.page}/images?region=cn-hangzhou`)
  await expect(page.locator('[aria-busy="true"]').first()).toBeVisible()
  await expect(page.getByRole('searchbox', { name: 'Search images' })).toBeEnabled()
  cloud.recover()
  await expect(cards(page).first()).toBeVisible()
})

test('an empty region and a filter without matches have different messages', async ({ page, cloud }) => {
  cloud.misbehave('empty')
  await page.goto(`${cloud.page}/images?region=cn-hangzhou`)
  await expect(page.getByRole('heading', { name: 'No images in cn-hangzhou' })).toBeVisible()
})

test('throttling is described as waiting, with a countdown', async ({ page, cloud }) => {
  cloud.misbehave('throttled')
  await page.goto(`${cloud.page}/images?region=cn-hangzhou`)
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('cn-hangzhou')
  await expect(alert).toContainText('Throttling.User')
  await expect(alert).toContainText(/0:[0-5]\d|\d+ s/)
})

test('a throttled list loads when the wait is over', async ({ page, cloud }) => {
  cloud.misbehave('throttled-briefly')
  await page.goto(`${cloud.page}/images?region=cn-hangzhou`)
  await expect(page.getByRole('alert')).toContainText(/Next try in 0:0\d/)
  cloud.recover()
  await expect(cards(page).first()).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('a wrong secret is reported as such, without a countdown', async ({ page, cloud }) => {
  cloud.misbehave('wrong-secret')
  await page.goto(`${cloud.page}/images?region=cn-hangzhou`)
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('The secret does not match the AccessKey ID')
  await expect(alert).toContainText('SignatureDoesNotMatch')
  await expect(alert).toContainText(/[0-9A-F]{8}-[0-9A-F]{4}/)
  await expect(alert).not.toContainText('Next try')
  expect(cloud.calls.filter(({ action }) => action === 'ListImages')).toHaveLength(1)
})

test('a region that is not open says so, and the next one is shown', async ({ page, cloud }) => {
  cloud.misbehave('not-open', 'cn-hangzhou')
  await page.goto(`${cloud.page}/images?region=cn-hangzhou`)
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('The region may not be open for this account')
  await expect(alert).toContainText('cn-hangzhou')
  await pickRegion(page, 'us-west-1')
  await expect(cards(page).first()).toBeVisible()
  await expect(alert).toHaveCount(0)
})

test('after a timeout the page counts down, and retries when the time is up', async ({ page, cloud }) => {
  cloud.misbehave('gateway-timeout')
  await page.goto(`${cloud.page}/images?region=cn-hangzhou`)
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('Alibaba Cloud did not answer in time')
  await expect(alert).toContainText(/Next try in 0:\d\d/)
  const tryAgain = alert.getByRole('button', { name: 'Try again' })
  await expect(tryAgain).toBeDisabled()
  await expect(tryAgain).toHaveAccessibleDescription(/Next try in 0:\d\d/)
  await page.getByRole('button', { name: 'Language' }).click()
  await page.getByRole('menuitemradio', { name: '简体中文' }).click()
  await expect(alert.getByRole('button', { name: '重试' })).toBeDisabled()
  await expect(alert.getByRole('button', { name: '重试' })).toHaveAccessibleDescription(/0:\d\d 后重试/)
  cloud.recover()
  await expect(page.locator('li[data-image]').first()).toBeVisible({ timeout: 30_000 })
  await expect(alert).toHaveCount(0)
})

test('no part of a truncated response is shown', async ({ page, cloud }) => {
  cloud.misbehave('half')
  await page.goto(`${cloud.page}/images?region=cn-hangzhou`)
  await expect(page.getByRole('alert')).toContainText('The answer is incomplete')
  await expect(page.getByText('m-half')).toHaveCount(0)
  await expect(cards(page)).toHaveCount(0)
})

test('a list remains visible, with its age, while the keys are refused', async ({ page, cloud }) => {
  await page.goto(`${cloud.page}/images?region=cn-hangzhou`)
  await expect(cards(page)).toHaveCount(1)
  cloud.misbehave('wrong-secret')
  await page.getByRole('button', { name: 'Refresh cn-hangzhou' }).click()
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('The secret does not match the AccessKey ID')
  await expect(alert.getByRole('time').or(alert.locator('time'))).toBeVisible()
  await expect(cards(page)).toHaveCount(1)
  await expect(page.getByRole('button', { name: /^Copy image ID/ }).first()).toBeEnabled()
})

test('a list that suddenly lost most of its images is not trusted at once, and the page says so', async ({
  page,
  cloud,
}) => {
  const image = (letter: string) => appImage(letter, `Image ${letter}`)
  cloud.setImages('cn-hangzhou', ['a', 'b', 'c'].map(image))
  await page.goto(`${cloud.page}/images?region=cn-hangzhou`)
  await expect(cards(page)).toHaveCount(3)
  cloud.setImages('cn-hangzhou', ['c'].map(image))
  await page.getByRole('button', { name: 'Refresh cn-hangzhou' }).click()
  await expect(page.getByText('2 images of cn-hangzhou are missing from the latest answer')).toBeVisible()
  await expect(cards(page)).toHaveCount(3)
})

test('a denied permission is named, with the request ID', async ({ page, cloud }) => {
  cloud.misbehave('forbidden')
  await page.goto(`${cloud.page}/images?region=cn-hangzhou`)
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('swas-open:ListImages')
  await expect(alert).toContainText(/[0-9A-F]{8}-[0-9A-F]{4}/)
  cloud.recover()
  await expect(alert.getByRole('button', { name: 'Try again' })).toBeVisible()
})

test('a garbled response is an error, and Try again works after 15 s', async ({ page, cloud }) => {
  cloud.misbehave('html')
  await page.goto(`${cloud.page}/images?region=cn-hangzhou`)
  const alert = page.getByRole('alert')
  await expect(alert).toContainText(/web page/i)
  cloud.recover()
  await alert.getByRole('button', { name: 'Try again' }).click()
  // The server repeats the failure until 15 s have passed, and the page tries again then.
  await expect(alert).toContainText(/Next try in 0:\d\d/)
  await expect(cards(page).first()).toBeVisible({ timeout: 20_000 })
  await expect(alert).toHaveCount(0)
})

test('a late response is never shown under another region', async ({ page, cloud }) => {
  cloud.misbehave('hold', 'cn-hangzhou')
  await page.goto(`${cloud.page}/images?region=cn-hangzhou`)
  await expect(page.locator('[aria-busy="true"]').first()).toBeVisible()
  await pickRegion(page, 'us-west-1')
  await expect(cards(page).first()).toBeVisible()
  cloud.recover()
  // After a round trip for the shown region, every earlier response has arrived.
  await page.getByRole('button', { name: 'Refresh us-west-1' }).click()
  await expect
    .poll(() => cloud.calls.filter(({ regionId }) => regionId === 'us-west-1').length)
    .toBeGreaterThan(1)
  await expect(page.getByRole('button', { name: / in cn-hangzhou$/ })).toHaveCount(0)
  await expect(page.getByRole('button', { name: / in us-west-1$/ }).first()).toBeVisible()
})

test('while the server is down the page keeps its data, and recovers when it returns', async ({
  page,
  cloud,
}) => {
  await page.goto(`${cloud.page}/images?region=cn-hangzhou`)
  await expect(cards(page).first()).toBeVisible()
  const shown = await cards(page).count()
  await page.route('**/*', (route) => route.abort('connectionrefused'))
  await page.getByRole('button', { name: 'Refresh cn-hangzhou' }).click()
  await expect(page.getByText(/not reachable|cannot be reached|not answering/i).first()).toBeVisible()
  expect(await cards(page).count()).toBe(shown)
  await page.unroute('**/*')
  await expect(page.getByText(/not reachable|cannot be reached|not answering/i)).toHaveCount(0, {
    timeout: 30_000,
  })
})
