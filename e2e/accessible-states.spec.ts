import type { Page } from '@playwright/test'

import { appImage } from '../server/testing/fake-swas.ts'
import { exposed } from './support/auth-servers.ts'
import { wcagViolations } from './support/axe.ts'
import { cards, expect, test } from './support/fixtures.ts'
import { inLanguagesAndSchemes } from './support/styles.ts'

const image = (letter: string, name: string) => appImage(letter, name, { Description: '预装 PHP 8.2' })

/** What the screen shows for each fault, in any language. */
const FAULTS = [
  ['hold', '[aria-busy="true"]'],
  ['empty', 'main h2'],
  ['throttled', '[role="alert"]'],
  ['forbidden', '[role="alert"]'],
] as const

for (const [fault, selector] of FAULTS) {
  test(`${fault}: no WCAG 2.2 AA violations, in either language, light or dark`, async ({ page, cloud }) => {
    cloud.misbehave(fault)
    await page.goto(`${cloud.page}/images?region=cn-hangzhou&lang=en`)
    await expect(page.locator(selector).first()).toBeVisible()
    await checkVariants(page, fault)
    cloud.recover()
  })
}

/** Other screens that show lists. */
const OTHER_SCREENS = [
  '/matrix',
  '/compare?a=cn-hangzhou&b=us-west-1',
  `/images/cn-hangzhou/${'a'.repeat(32)}`,
]

for (const [state, fault, selector] of [
  ['refused', 'forbidden', '[role="alert"]'],
  ['loading', 'hold', 'main [aria-busy="true"]'],
] as const) {
  test(`${state} on other screens: no WCAG 2.2 AA violations, in either language, light or dark`, async ({
    page,
    cloud,
  }) => {
    cloud.misbehave(fault)
    for (const path of OTHER_SCREENS) {
      await page.goto(`${cloud.page}${path}${path.includes('?') ? '&' : '?'}lang=en`)
      await expect(page.locator(selector).first()).toBeVisible()
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
      await checkVariants(page, path)
    }
    cloud.recover()
  })
}

const checkVariants = (page: Page, state: string) =>
  inLanguagesAndSchemes(page, async (variant) =>
    expect.soft(await wcagViolations(page), `${state}, ${variant}`).toEqual([]),
  )

test('current, gone and changed: no WCAG 2.2 AA violations, in either language, light or dark', async ({
  page,
  cloud,
}) => {
  cloud.setImages('cn-hangzhou', [image('a', 'WordPress-6.8'), image('c', 'Docker-26.1.3')])
  await page.goto(`${cloud.page}/images?region=cn-hangzhou`)
  await expect(cards(page)).toHaveCount(2)
  cloud.setImages('cn-hangzhou', [image('b', 'WordPress-6.8'), image('c', 'Docker-26.1.3')])
  await page.getByRole('button', { name: 'Refresh cn-hangzhou' }).click()
  await expect(page.getByText('b'.repeat(32)).first()).toBeVisible()

  await page.goto(`${cloud.page}/images/cn-hangzhou/${'b'.repeat(32)}?lang=en`)
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible()
  await checkVariants(page, 'current')
  await page.goto(`${cloud.page}/images/cn-hangzhou/${'a'.repeat(32)}?lang=en`)
  await expect(page.getByText(/last seen/i).first()).toBeVisible()
  await checkVariants(page, 'gone')
  await page.goto(`${cloud.page}/changes?lang=en`)
  await expect(page.getByRole('main').getByText('WordPress-6.8').first()).toBeVisible()
  await checkVariants(page, 'changed')
})

test('stale: no WCAG 2.2 AA violations, in either language, light or dark', async ({ page, cloud }) => {
  cloud.setImages('cn-hangzhou', [image('a', 'WordPress-6.8'), image('c', 'Docker-26.1.3')])
  await page.goto(`${cloud.page}/images?region=cn-hangzhou`)
  await expect(cards(page)).toHaveCount(2)
  cloud.misbehave('forbidden')
  await page.getByRole('button', { name: 'Refresh cn-hangzhou' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(cards(page)).toHaveCount(2)
  await checkVariants(page, 'stale')
})

for (const [language, scheme] of [
  ['en', 'light'],
  ['zh-CN', 'dark'],
] as const) {
  exposed.describe(`sign-in in ${language}`, () => {
    exposed.use({ ignoreHTTPSErrors: true, locale: language })

    exposed(`no WCAG 2.2 AA violations, in ${scheme}`, async ({ page, startForTeam }) => {
      const app = await startForTeam()
      await page.goto(`${app.origin}/sign-in`)
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      await page.getByRole('textbox').fill('not-the-token')
      await page.getByRole('button').click()
      await expect(page.getByRole('alert')).toBeVisible()
      await page.emulateMedia({ colorScheme: scheme })
      expect(await wcagViolations(page)).toEqual([])
    })
  })
}
