import type { Locator, Page } from '@playwright/test'

import { appImage } from '../server/testing/fake-swas.ts'
import { exposed } from './support/auth-servers.ts'
import { type Cloud, expect, test } from './support/fixtures.ts'

const DEBIAN = appImage('d', 'Debian-12.10', { ImageType: 'system' })
const WORDPRESS = appImage('b', 'WordPress-6.8', { Description: '预装 PHP 8.2' })
const HANGZHOU = '/images?region=cn-hangzhou'
const CURRENT = `/images/cn-hangzhou/${WORDPRESS.ImageId}`

type Screen = {
  url: string
  /** The element to compare; by default the main landmark. */
  part?: (page: Page) => Locator
  /** Actions to take first, without language-dependent names. */
  open?: (page: Page) => Promise<void>
}

const main = (page: Page) => page.getByRole('main')
const openDialog = (page: Page) => page.getByRole('dialog')
const card = (page: Page) => page.locator('[data-image]').first()

async function lookUp(page: Page) {
  await page.getByRole('textbox').fill(`${'a'.repeat(32)} ${'b'.repeat(32)} ${'e'.repeat(32)}`)
  await main(page).getByRole('button').click()
}

async function selectFirst(page: Page) {
  await card(page).locator('[data-command="select"]').check()
}

const SCREENS: Record<string, Screen> = {
  'images-cards': { url: `${HANGZHOU}&view=cards` },
  'images-table': { url: `${HANGZHOU}&view=table` },
  'all-regions': { url: '/images?region=all&q=debian&view=table' },
  'image-current': { url: CURRENT },
  'image-gone': { url: `/images/cn-hangzhou/${'a'.repeat(32)}` },
  matrix: { url: '/matrix' },
  compare: { url: '/compare?a=cn-hangzhou&b=us-west-1' },
  'look-up': { url: '/lookup', open: lookUp },
  changes: { url: '/changes' },
  status: { url: '/status' },
  preferences: { url: '/preferences' },
  help: { url: '/help' },
  'frame-of-the-page': { url: HANGZHOU, part: (page) => page.getByRole('banner') },
  basket: {
    url: HANGZHOU,
    open: selectFirst,
    part: (page) => page.getByRole('region', { name: 'Selected images' }),
  },
  'copy-preview': {
    url: HANGZHOU,
    open: async (page) => {
      await selectFirst(page)
      await page.locator('[data-command="copy-selection-as"]').click()
    },
    part: openDialog,
  },
  'copy-menu': {
    url: HANGZHOU,
    open: (page) => card(page).locator('[data-command="copy-as"]').click(),
    part: (page) => page.getByRole('menu'),
  },
  'command-palette': {
    url: HANGZHOU,
    open: async (page) => {
      await expect(card(page)).toBeVisible()
      await page.keyboard.press('Control+k')
      await expect(openDialog(page)).toBeVisible()
      await page.keyboard.type('debian')
    },
    part: openDialog,
  },
  'shortcut-help': {
    url: HANGZHOU,
    open: async (page) => {
      await expect(card(page)).toBeVisible()
      await page.keyboard.press('?')
    },
    part: openDialog,
  },
}

const CHINESE: Record<string, Screen> = {
  'images-cards-zh-cn': { url: `${HANGZHOU}&view=cards` },
  'image-current-zh-cn': { url: CURRENT },
  'look-up-zh-cn': { url: '/lookup', open: lookUp },
}

/** Three regions. In one, the first image is replaced by another with the same name. */
async function fill(page: Page, cloud: Cloud) {
  cloud.setRegions('cn-hangzhou', 'us-west-1', 'ap-southeast-1')
  cloud.setImages('cn-hangzhou', [DEBIAN, { ...WORDPRESS, ImageId: 'a'.repeat(32) }])
  cloud.setImages('us-west-1', [appImage('c', 'Debian-12.10', { ImageType: 'system' })])
  cloud.setImages('ap-southeast-1', [appImage('f', 'Docker-26.1.3')])
  await page.goto(`${cloud.page}/images?region=all`)
  await expect(page.locator('[data-image]')).toHaveCount(4)
  cloud.setImages('cn-hangzhou', [DEBIAN, WORDPRESS])
  await page.goto(`${cloud.page}${HANGZHOU}`)
  await page.locator('[data-command="refresh"]').click()
  await expect(page.getByText(WORDPRESS.ImageId).first()).toBeVisible()
}

for (const [language, screens] of [
  ['en', SCREENS],
  ['zh-CN', CHINESE],
] as const) {
  test(`the accessibility tree of each screen matches its snapshot, in ${language}`, async ({
    page,
    cloud,
  }) => {
    await fill(page, cloud)
    for (const [name, { url, open, part = main }] of Object.entries(screens)) {
      await test.step(name, async () => {
        await page.goto(`${cloud.page}${url}${url.includes('?') ? '&' : '?'}lang=${language}`)
        await open?.(page)
        await expect.soft(part(page)).toMatchAriaSnapshot({ name: `${name}.yml` })
      })
    }
  })
}

for (const language of ['en', 'zh-CN']) {
  exposed.describe(`in ${language}`, () => {
    exposed.use({ ignoreHTTPSErrors: true, locale: language })

    exposed('the sign-in says the same to a screen reader as before', async ({ page, startForTeam }) => {
      const app = await startForTeam()
      await page.goto(`${app.origin}/sign-in`)
      await expect(main(page)).toMatchAriaSnapshot({
        name: language === 'en' ? 'sign-in.yml' : 'sign-in-zh-cn.yml',
      })
    })
  })
}
