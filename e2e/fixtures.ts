import { AxeBuilder } from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'
import * as v from 'valibot'

import { type RunningProcess, startProcess } from './processes.ts'

export { expect }

const statsSchema = v.object({
  log: v.array(v.object({ action: v.string(), regionId: v.optional(v.nullable(v.string())) })),
})

/** An Alibaba Cloud of the test's own, which misbehaves on demand, and the product in front of it. */
export type Cloud = {
  /** Where the product serves. */
  origin: string
  app: RunningProcess
  /** Makes the cloud misbehave: `mode` is one of `GET /__modes` of the sample SWAS. */
  misbehave(fault: {
    mode: string
    action?: string
    regionId?: string
    times?: number
    [option: string]: unknown
  }): Promise<void>
  /** Back to good behaviour. */
  recover(): Promise<void>
  /** Replaces the images of a region. */
  setImages(regionId: string, images: readonly Record<string, string>[]): Promise<void>
  /** The calls that reached the cloud so far. */
  calls(): Promise<v.InferOutput<typeof statsSchema>['log']>
  post(path: string, body?: unknown): Promise<unknown>
}

type Fixtures = { cloud: Cloud; cloudEnv: Record<string, string> }
type WorkerFixtures = { sampleApp: RunningProcess }

const KEYS = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI5tEndToEndTests001',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'EndToEndTestsSecret0123456789',
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  /** The product as it starts without any key: one per worker. */
  sampleApp: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names from the pattern, here none
    async ({}, use, worker) => {
      const app = await startProcess('server/main.ts', [], {
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

  cloud: async ({ cloudEnv }, use, info) => {
    const swas = await startProcess('server/sample/main.ts', ['--port', '0', '--faults'], KEYS)
    const app = await startProcess('server/main.ts', [], {
      ...KEYS,
      PORT: '0',
      SWAS_CREDENTIALS: 'env',
      SWAS_ENDPOINT: swas.origin,
      SWAS_CALLS_PER_MINUTE: '1000',
      SWAS_SWEEP: 'off',
      DATA_DIR: info.outputPath('data'),
      ...cloudEnv,
    })
    const post = async (path: string, body: unknown = {}) => {
      const answer = await fetch(`${swas.origin}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      if (!answer.ok)
        throw new Error(`POST ${path} of the sample SWAS: ${answer.status} ${await answer.text()}`)
      const text = await answer.text()
      const parsed: unknown = text === '' ? undefined : JSON.parse(text)
      return parsed
    }
    await use({
      origin: app.origin,
      app,
      post,
      misbehave: async (fault) => void (await post('/__mode', fault)),
      recover: async () => void (await post('/__mode', { mode: 'ok' })),
      setImages: async (regionId, images) => void (await post('/__data', { regionId, images })),
      calls: async () => v.parse(statsSchema, await (await fetch(`${swas.origin}/__stats`)).json()).log,
    })
    await app.stop()
    await swas.stop()
  },

  page: async ({ page }, use) => {
    const trouble: string[] = []
    page.on('pageerror', (error) => trouble.push(`error: ${error.message}`))
    page.on('console', (message) => {
      // A failed request is written to the console by the browser itself; the page shows it, and tests look there.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        trouble.push(`console: ${message.text()}`)
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
    expect(trouble, 'the page should run without errors and policy violations').toEqual([])
  },
})

/** Opens the region picker, types, and takes the first region that is left. */
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

/** What the clipboard holds, read by another page: ours may write the clipboard, and never read it. */
export async function clipboard(page: Page): Promise<string> {
  const reader = await page.context().newPage()
  await reader.route('http://localhost/', (route) => route.fulfill({ contentType: 'text/html', body: '' }))
  await reader.goto('http://localhost/')
  const text = await reader.evaluate(() => navigator.clipboard.readText())
  await reader.close()
  return text
}

/** Every violation axe finds on the page as it is. */
export async function violations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`))
}
