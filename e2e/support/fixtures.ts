import { test as base, expect, type Page } from '@playwright/test'

import { type FakeSwas, startFakeSwas } from '../../server/testing/fake-swas.ts'
import { type RunningProcess, startProcess } from './processes.ts'
import { watchAnswers } from './secret-leaks.ts'

export { expect }

/** A fake cloud of this test, which fails on demand, and the product in front of it. */
export type Cloud = FakeSwas & { page: string; app: RunningProcess }

/** Errors on the page. Those after the server was told to stop do not count: preloads fail then. */
type Trouble = { told: string[]; isOver: boolean }

type Fixtures = { cloud: Cloud; cloudEnv: Record<string, string>; trouble: Trouble }
type WorkerFixtures = { sampleApp: RunningProcess }

const KEYS = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI5tEndToEndTests001',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'EndToEndTestsSecret0123456789',
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  /** The product on its sample catalog, one per worker. */
  sampleApp: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names from the pattern, here none
    async ({}, use, worker) => {
      const app = await startProcess('server/start.ts', [], {
        PORT: '0',
        SWAS_CREDENTIALS: 'sample',
        DATA_DIR: `node_modules/.cache/e2e/sample-${worker.workerIndex}-${Date.now()}`,
      })
      await use(app)
      await app.stop()
    },
    { scope: 'worker' },
  ],

  baseURL: async ({ sampleApp }, use) => use(sampleApp.origin),

  /** More environment for the product of `cloud`. */
  cloudEnv: [{}, { option: true }],

  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names from the pattern, here none
  trouble: async ({}, use) => use({ told: [], isOver: false }),

  cloud: async ({ cloudEnv, trouble }, use, info) => {
    const cloud = await startFakeSwas()
    const app = await startProcess('server/start.ts', [], {
      ...KEYS,
      PORT: '0',
      SWAS_CREDENTIALS: 'env',
      SWAS_ENDPOINT: cloud.origin,
      SWAS_CALLS_PER_MINUTE: '1000',
      SWAS_SWEEP: 'off',
      DATA_DIR: info.outputPath('data'),
      ...cloudEnv,
    })
    await use({ ...cloud, app, page: app.origin })
    trouble.isOver = true
    await app.stop()
    await cloud.close()
  },

  context: async ({ context }, use) => {
    const answers = watchAnswers(context)
    await use(context)
    expect(await answers.seen(), 'no answer should show a secret').toEqual([])
  },

  page: async ({ page, trouble }, use) => {
    const tell = (text: string) => void (trouble.isOver || trouble.told.push(text))
    page.on('pageerror', (error) => tell(`error: ${error.message}`))
    page.on('console', (message) => {
      // A failed request is written to the console by the browser itself; the page shows it, and tests look there.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        tell(`console: ${message.text()}`)
    })
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        // oxlint-disable-next-line no-console -- runs in the page; the listener above hears it
        console.error(
          `Content-Security-Policy: ${event.violatedDirective} refused ${event.blockedURI} ${event.sample}`,
        )
      })
    })
    await use(page)
    expect(trouble.told, 'the page should run without errors and policy violations').toEqual([])
  },
})

/** Opens the region picker, types, and picks the first match. */
export async function pickRegion(page: Page, text: string) {
  const picker = page.getByRole('combobox', { name: 'Region' })
  await picker.click()
  await picker.fill(text)
  await page.getByRole('option').first().click()
}

/** The cards of the list, or one of them by the name of its image. */
export function cards(page: Page, name?: string | RegExp) {
  const all = page.getByRole('list', { name: 'Images' }).getByRole('listitem')
  return name === undefined ? all : all.filter({ has: page.getByRole('heading', { name }) })
}

/** Removes the bootstrap data from documents, as if the server had none yet. */
export async function withoutBootstrap(page: Page) {
  await page.route(/\/images\?|\/images$/, async (route) => {
    if (route.request().resourceType() !== 'document') return route.fallback()
    const response = await route.fetch()
    const body = (await response.text()).replace('id="first-data"', '')
    return route.fulfill({ response, body })
  })
}

/** Reads the clipboard from another page, as the product's policy lets it write but not read. */
export async function clipboard(page: Page): Promise<string> {
  const reader = await page.context().newPage()
  await reader.route('http://localhost/', (route) => route.fulfill({ contentType: 'text/html', body: '' }))
  await reader.goto('http://localhost/')
  const text = await reader.evaluate(() => navigator.clipboard.readText())
  await reader.close()
  return text
}
