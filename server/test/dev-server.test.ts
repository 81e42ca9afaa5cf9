import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { rawRequest, sendRaw, statusOf } from '../testing/http-harness.ts'

const root = path.join(import.meta.dirname, '../..')
const folder = mkdtempSync(path.join(tmpdir(), 'dev-'))
let port = 0
let vite: ChildProcess

/** A port that was free a moment ago: Vite only listens on the configured port. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

beforeAll(async () => {
  port = await freePort()
  vite = spawn(process.execPath, [path.join(root, 'node_modules/vite/bin/vite.js'), '--logLevel', 'info'], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      PORT: String(port),
      SWAS_CREDENTIALS: 'sample',
      SWAS_SWEEP: 'off',
      DATA_DIR: path.join(folder, 'data'),
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const listening = Promise.withResolvers<void>()
  // Keeps reading: the next line of output to a closed pipe would end Vite.
  vite.stdout?.on('data', (text) => {
    if (String(text).includes(String(port))) listening.resolve()
  })
  await listening.promise
}, 60_000)
afterAll(async () => {
  const ended = once(vite, 'exit')
  vite.kill('SIGKILL')
  await ended
  rmSync(folder, { recursive: true })
})

const ask = (target: string, headers: readonly string[] = []) =>
  sendRaw(port, rawRequest(port, target, headers))

test('npm run dev serves the page and the API on this machine', async () => {
  const page = await ask('/images', ['Accept: text/html'])
  expect(statusOf(page)).toBe(200)
  expect(page).toMatch(/^x-frame-options: DENY/im)
  expect(page).not.toMatch(/access-control/i)
  expect(statusOf(await ask('/api/regions', ['X-Console: 1']))).toBe(200)
})

test.each(['/', '/@vite/client', '/web/main.tsx', '/@fs/etc/passwd', '/.env', '/api/regions'])(
  'npm run dev refuses %s to another host name or another site',
  async (target) => {
    // Vite refuses the first one itself; it does not check ports.
    expect(statusOf(await ask(target, ['X-Console: 1', 'Host: evil.example']))).toBe(403)
    expect(statusOf(await ask(target, ['X-Console: 1', 'Host: localhost:1']))).toBe(421)
    const crossSite = ['X-Console: 1', 'Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: no-cors']
    expect(statusOf(await ask(target, crossSite))).toBe(403)
  },
)

test.each(['/@fs/etc/passwd', '/@fs/etc/passwd?raw', '/@fs/etc/passwd?import&raw', '/..%2f..%2fetc/passwd'])(
  'npm run dev serves no file outside the project: %s',
  async (target) => {
    expect(await ask(target)).not.toContain('root:')
  },
)
