import { test as base, expect, type Page } from '@playwright/test'

import { type FakeSwas, startFakeSwas } from '../../server/testing/fake-swas.ts'
import { type RunningProcess, startProcess } from './processes.ts'
import { watchResponses } from './secret-leaks.ts'

export { expect }

/** A fake cloud that fails on demand, and a server that uses it. */
export type Cloud = FakeSwas & { page: string; app: RunningProcess }

/** Errors on the page. Those after the server stops are ignored, because preloads fail then. */
type PageErrors = { messages: string[]; isStopping: boolean }

type Fixtures = { cloud: Cloud; cloudEnv: Record<string, string>; pageErrors: PageErrors }
type WorkerFixtures = { sampleApp: RunningProcess }

const KEYS = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI5tEndToEndTests001',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'EndToEndTestsSecret0123456789',
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  /** The product with its sample catalog, one per worker. */
  sampleApp: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright requires a destructured first argument
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

  /** Additional environment for the server of `cloud`. */
  cloudEnv: [{}, { option: true }],

  // oxlint-disable-next-line no-empty-pattern -- Playwright requires a destructured first argument
  pageErrors: async ({}, use) => use({ messages: [], isStopping: false }),

  cloud: async ({ cloudEnv, pageErrors }, use, info) => {
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
    pageErrors.isStopping = true
    await app.stop()
    await cloud.close()
  },

  context: async ({ context }, use) => {
    const responses = watchResponses(context)
    await use(context)
    expect(await responses.leaks(), 'no response should contain a secret').toEqual([])
  },

  page: async ({ page, pageErrors }, use) => {
    const report = (text: string) => void (pageErrors.isStopping || pageErrors.messages.push(text))
    page.on('pageerror', (error) => report(`error: ${error.message}`))
    page.on('console', (message) => {
      // The browser logs failed requests itself. The page shows those, and tests check them there.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        report(`console: ${message.text()}`)
    })
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        // oxlint-disable-next-line no-console -- runs in the page, for the listener above
        console.error(
          `Content-Security-Policy: ${event.violatedDirective} refused ${event.blockedURI} ${event.sample}`,
        )
      })
    })
    await use(page)
    expect(pageErrors.messages, 'the page should run without errors and policy violations').toEqual([])
  },
})

/** Opens the region picker, types, and picks the first match. */
export async function pickRegion(page: Page, text: string) {
  const picker = page.getByRole('combobox', { name: 'Region' })
  await picker.click()
  await picker.fill(text)
  await page.getByRole('option').first().click()
}

/** The cards of the list, or those with this image name. */
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

/** Reads the clipboard from another page: the product's Permissions-Policy allows only writing. */
export async function clipboard(page: Page): Promise<string> {
  const reader = await page.context().newPage()
  await reader.route('http://localhost/', (route) => route.fulfill({ contentType: 'text/html', body: '' }))
  await reader.goto('http://localhost/')
  const text = await reader.evaluate(() => navigator.clipboard.readText())
  await reader.close()
  return text
}
