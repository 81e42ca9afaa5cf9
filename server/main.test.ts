import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'

import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'

const SECRET = 'canary-secret-0123456789'
const root = path.join(import.meta.dirname, '..')
const main = path.join(import.meta.dirname, 'main.ts')

let folder = ''
let children: ChildProcess[] = []

beforeAll(() => {
  // What the page holds is not tested here, but without one nothing starts.
  if (!existsSync(path.join(root, 'dist/index.html'))) execFileSync('npx', ['vite', 'build'], { cwd: root })
}, 60_000)
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'main-'))
})
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  children = []
  rmSync(folder, { recursive: true })
})

function start(env: Record<string, string> = {}, args: readonly string[] = []) {
  const child = spawn(process.execPath, [main, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, PORT: '0', SWAS_SWEEP: 'off', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  return child
}

const exitOf = async (child: ChildProcess) => {
  await once(child, 'close')
  return child.exitCode
}

/** Runs to the end, and gives the exit code and everything that was written. */
async function run(env: Record<string, string> = {}, args: readonly string[] = []) {
  const child = start(env, args)
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), exitOf(child)])
  return { code, stdout, stderr }
}

/** Starts and waits for the line that says where. */
async function open(env: Record<string, string> = {}) {
  const child = start(env)
  const stderr = text(child.stderr)
  const line = await new Promise<string>((resolve) =>
    child.stdout.once('data', (data) => resolve(String(data))),
  )
  return { child, stderr, line, url: /http:\S+/.exec(line)?.[0] ?? '' }
}

describe('starting', () => {
  test('says the real address on stdout, and nothing else there', async () => {
    const { line, url } = await open()
    expect(line).toMatch(/^SWAS Image Browser: http:\/\/127\.0\.0\.1:\d+\/\n$/)
    expect((await fetch(`${url}healthz`)).status).toBe(200)
    expect((await fetch(`${url}readyz`)).status).toBe(200)
  })

  test('writes an IPv6 address in brackets', async () => {
    expect((await open({ HOST: '::1' })).url).toMatch(/^http:\/\/\[::1\]:\d+\/$/)
  })

  test('reads a .env file; the environment itself goes before it', async () => {
    writeFileSync(path.join(folder, '.env'), 'PORT=nonsense\nSWAS_SWEEP=nonsense\n')
    expect((await run({ SWAS_SWEEP: 'nonsense' })).stderr).not.toContain('PORT')
    writeFileSync(path.join(folder, '.env'), 'SWAS_FRESH_SECONDS=nonsense\n')
    expect((await run()).stderr).toContain('SWAS_FRESH_SECONDS')
  })
})

describe('a start that cannot be is explained in sentences', () => {
  test('every problem of the environment at once, exit 78', async () => {
    const { code, stdout, stderr } = await run({
      PORT: '-1',
      SWAS_SWEEP: 'maybe',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: SECRET,
    })
    expect([code, stdout]).toEqual([78, ''])
    expect(stderr.trim().split('\n')).toHaveLength(3)
    expect(stderr).not.toMatch(/canary|\bat /)
  })

  test.each(['0.0.0.0', '::', '0', '', '*', '10.0.0.1', 'no-such-host.invalid'])(
    'a host that is not loopback: "%s", exit 78',
    async (HOST) => {
      const { code, stdout, stderr } = await run({ HOST })
      expect([code, stdout]).toEqual([78, ''])
      expect(stderr).toMatch(/^HOST=.*(?:needs sign-in|has no address).*\n$/)
    },
  )

  test('a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0
    const { code, stderr } = await run({ PORT: String(port) })
    expect([code, stderr]).toEqual([
      1,
      `Port ${port} of 127.0.0.1 is taken: stop what uses it, or set PORT (0 takes a free one).\n`,
    ])
    other.close()
  })

  test('an option, exit 2, without what was in it', async () => {
    const { code, stderr } = await run({}, ['--access-key-secret', SECRET])
    expect([code, stderr]).toEqual([
      2,
      'This command takes no options; its environment configures it, see server/README.md.\n',
    ])
  })

  test.skipIf(process.platform === 'win32')('a .env file with keys that others may read', async () => {
    const file = path.join(folder, '.env')
    writeFileSync(file, `ALIBABA_CLOUD_ACCESS_KEY_ID=x\nALIBABA_CLOUD_ACCESS_KEY_SECRET=${SECRET}\n`, {
      mode: 0o644,
    })
    const { code, stderr } = await run()
    expect([code, stderr]).toEqual([
      78,
      '.env holds keys, and other users may read it (mode 0644): chmod 600 .env\n',
    ])
  })
})

describe('stopping', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'on %s it ends with 0, its log JSON to the last line',
    async (signal) => {
      const { child, stderr } = await open()
      child.kill(signal)
      expect(await exitOf(child)).toBe(0)
      for (const line of (await stderr).trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('level')
    },
  )

  test('a second signal ends it at once', async () => {
    const { child, url } = await open()
    const hanging = fetch(`${url}api/lookup`, {
      method: 'POST',
      headers: { 'X-Console': '1', 'Content-Type': 'application/json' },
      body: new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('{')) }),
      duplex: 'half',
    }).catch(() => 'cut')
    await expect.poll(async () => (await fetch(`${url}readyz`)).status).toBe(200)
    child.kill('SIGTERM')
    await expect.poll(async () => (await fetch(`${url}readyz`).catch(() => null))?.status).toBe(503)
    child.kill('SIGTERM')
    expect(await exitOf(child)).toBe(1)
    expect(await hanging).toBe('cut')
  })
})
