import type { Page } from '@playwright/test'

import { exposed as test } from './support/auth-servers.ts'
import { cards, expect } from './support/fixtures.ts'
import type { RunningProcess } from './support/processes.ts'

test.use({ ignoreHTTPSErrors: true })

const TARGET = '/images?region=cn-hangzhou&q=ubuntu'
const MISSING_TOKEN = 'This address lacks the token of the server'

function tokenOf({ output }: RunningProcess): string {
  return /#token=[\w-]{43}/.exec(output.stdout.join('\n'))?.[0] ?? ''
}

async function expectImages(page: Page) {
  await expect(cards(page).first()).toBeVisible()
}

const signOut = (page: Page) => page.getByRole('banner').getByRole('link', { name: 'Sign out' })
const refresh = (page: Page) => page.getByRole('button', { name: 'Refresh cn-hangzhou' })

test('the printed address opens the page, and its token leaves the address bar', async ({ page, start }) => {
  const app = await start({ LAUNCH_TOKEN: 'on' })
  await page.goto(app.origin + TARGET + tokenOf(app))
  await expectImages(page)
  await expect(page).toHaveURL(app.origin + TARGET)
  await page.reload()
  await expectImages(page)
  await expect(signOut(page)).toHaveCount(0)
})

for (const [what, fragment] of [
  ['no token', ''],
  ['the token of another start', `#token=${'A'.repeat(43)}`],
]) {
  test(`an address with ${what} says how to get the right one, which then works`, async ({ page, start }) => {
    const app = await start({ LAUNCH_TOKEN: 'on' })
    await page.goto(app.origin + TARGET + fragment)
    await expect(page.getByRole('heading', { name: MISSING_TOKEN })).toBeVisible()
    await expect(page.getByRole('alert').filter({ hasText: 'printed when it started' })).toBeVisible()
    await expect(cards(page)).toHaveCount(0)
    await page.goto(app.origin + TARGET + tokenOf(app))
    await expectImages(page)
  })
}

test('a team signs in with its token over TLS, comes back where it was, and signs out', async ({
  page,
  startForTeam,
  secrets: { token },
}) => {
  const app = await startForTeam()
  const signIn = async (text: string) => {
    await page.getByLabel('Access token').fill(text)
    await page.getByRole('button', { name: 'Sign in' }).click()
  }
  await page.goto(app.origin + TARGET)
  await expect(page).toHaveURL(`${app.origin}/sign-in?to=${encodeURIComponent(TARGET)}`)
  await signIn('not-the-token')
  await expect(page.getByRole('alert')).toHaveText('This is not the access token.')
  await signIn(token.text)
  await expectImages(page)
  await expect(page).toHaveURL(app.origin + TARGET)

  // The session ends while the page is open and idle.
  await page.waitForLoadState('networkidle')
  await page.context().clearCookies()
  await refresh(page).click()
  await expect(page).toHaveURL(`${app.origin}/sign-in?to=${encodeURIComponent(TARGET)}`)
  await signIn(token.text)
  await expectImages(page)
  await expect(page).toHaveURL(app.origin + TARGET)

  await signOut(page).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('link', { name: 'Sign in again' })).toBeVisible()
  await page.goto(app.origin + TARGET)
  await expect(page.getByLabel('Access token')).toBeVisible()
})

test('the page names a user signed in by a proxy, and says when the proxy no longer names one', async ({
  page,
  start,
  frontProxy: proxy,
}) => {
  proxy.user = 'anna'
  const app = await start({
    AUTH: 'proxy-header',
    TRUSTED_PROXY: `unix:${proxy.socketPath}`,
    BEHIND_TLS_PROXY: 'unix',
    IDENTITY_HEADER: 'X-Forwarded-User',
    ALLOWED_USERS: 'anna',
    ALLOWED_HOSTS: new URL(proxy.origin).host,
  })
  expect(app.origin).toBe(proxy.origin)
  await page.goto(proxy.origin + TARGET)
  await expectImages(page)
  await expect(page.getByRole('banner').getByText('anna')).toBeVisible()
  await expect(signOut(page)).toHaveCount(0)

  await page.waitForLoadState('networkidle')
  proxy.user = null
  await refresh(page).click()
  await expect(page.getByRole('heading', { name: 'Sign in first' })).toBeVisible()
  await expect(cards(page)).toHaveCount(0)
  proxy.user = 'anna'
  await page.getByRole('button', { name: 'Reload the page' }).click()
  await expectImages(page)
  await expect(page).toHaveURL(proxy.origin + TARGET)

  proxy.user = 'eve'
  const refused = await page.goto(proxy.origin + TARGET)
  expect(refused?.status()).toBe(403)
})

test('users sign in at an OpenID provider, and sign out at both ends', async ({
  page,
  startWithProvider,
}) => {
  const { app, issuer } = await startWithProvider({ ALLOWED_GROUPS: 'ops' })
  const atProvider = new RegExp(`^${issuer}/`)
  const signIn = async (name: string) => {
    await page.getByRole('button', { name: /^Sign in with 127\.0\.0\.1/ }).click()
    await expect(page).toHaveURL(atProvider)
    await page.getByPlaceholder('Enter any login').fill(name)
    await page.getByPlaceholder('and password').fill('any')
    await page.getByRole('button', { name: 'Sign-in' }).click()
    await page.getByRole('button', { name: 'Continue' }).click()
  }
  await page.goto(app.origin + TARGET)
  await signIn('anna')
  await expectImages(page)
  await expect(page).toHaveURL(app.origin + TARGET)
  await expect(page.getByRole('banner').getByText('anna@example.com')).toBeVisible()

  await signOut(page).click()
  await expect(page.getByText('You are signed in as anna@example.com.')).toBeVisible()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(atProvider)
  await page.getByRole('button', { name: /sign me out/ }).click()
  await expect(page).toHaveURL(`${app.origin}/sign-in`)

  await signIn('ben')
  await expect(page.getByRole('alert')).toContainText('ben@example.com is signed in at the provider, but')
  await page.goto(app.origin + TARGET)
  await expect(page.getByRole('button', { name: /^Sign in with/ })).toBeVisible()
})
