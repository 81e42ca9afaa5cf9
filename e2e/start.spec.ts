import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

import { expect, test } from '@playwright/test'

let server: ChildProcess
let address = ''

test.beforeAll(async () => {
  server = spawn(process.execPath, ['server/main.ts'], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (server.stdout === null) throw new Error('The server has no stdout.')
  for await (const line of createInterface(server.stdout)) {
    address = /^SWAS Image Browser: (\S+)$/.exec(line)?.[1] ?? ''
    if (address !== '') break
  }
})

test.afterAll(() => server.kill())

test('the page opens under its name', async ({ page }) => {
  await page.goto(address)
  await expect(page.getByRole('heading', { name: 'SWAS Image Browser' })).toBeVisible()
})
