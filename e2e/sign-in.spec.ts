import type { Page } from '@playwright/test'

import { cards, expect, test as base } from './fixtures.ts'
import { type RunningProcess, startProcess } from './processes.ts'

type Start = (env: Record<string, string>) => Promise<RunningProcess>

const test = base.extend<{ start: Start }>({
  /** Starts the product with its sample and ends it after the test. */
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names from the pattern, here none
  start: async ({}, use, info) => {
    const started: RunningProcess[] = []
    await use(async (env) => {
      const app = await startProcess('server/main.ts', [], {
        PORT: '0',
        SWAS_CREDENTIALS: 'sample',
        DATA_DIR: info.outputPath(`data-${started.length}`),
        ...env,
      })
      started.push(app)
      return app
    })
    for (const app of started) await app.stop()
  },
})

const LACKS_TOKEN = 'This address lacks the token of the server'

function tokenOf({ output }: RunningProcess): string {
  return /#token=[\w-]{43}/.exec(output.stdout.join('\n'))?.[0] ?? ''
}

async function expectImages(page: Page) {
  await expect(cards(page).first()).toBeVisible()
}

test('the printed address opens the page, and its token leaves the address bar', async ({ page, start }) => {
  const app = await start({ LAUNCH_TOKEN: 'on' })
  await page.goto(`${app.origin}/images?region=cn-hangzhou${tokenOf(app)}`)
  await expectImages(page)
  await expect(page).toHaveURL(`${app.origin}/images?region=cn-hangzhou`)
  await page.reload()
  await expectImages(page)
})

for (const [what, fragment] of [
  ['no token', ''],
  ['a token of another start', '#token=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
]) {
  test(`an address with ${what} says how to get the right one, which then works`, async ({ page, start }) => {
    const app = await start({ LAUNCH_TOKEN: 'on' })
    await page.goto(`${app.origin}/images?region=cn-hangzhou${fragment}`)
    await expect(page.getByRole('heading', { name: LACKS_TOKEN })).toBeVisible()
    await expect(page.getByRole('alert').filter({ hasText: 'printed when it started' })).toBeVisible()
    await expect(cards(page)).toHaveCount(0)
    await page.goto(`${app.origin}/images?region=cn-hangzhou${tokenOf(app)}`)
    await expectImages(page)
  })
}
