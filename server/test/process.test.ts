import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer, type IncomingMessage, request } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'

import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { buildPage, createStarter, exitOf } from '../testing/spawn-server.ts'

const SECRET = 'canary-secret-0123456789'
/** A response to ListImages. */
const ONE_IMAGE = JSON.stringify({
  RequestId: '6EF60BEC-0242-43AF-BB20-270359FB54A7',
  Images: [{ ImageId: 'm-drain', ImageName: 'n', ImageType: 'system', Platform: 'Linux', Description: 'd' }],
})

let folder = ''
let starter: ReturnType<typeof createStarter>

beforeAll(buildPage, 60_000)
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'main-'))
  starter = createStarter(folder)
})
afterEach(() => {
  starter.killAll()
  rmSync(folder, { recursive: true })
})

const run: typeof starter.run = (env, args) => starter.run(env, args)
const open: typeof starter.open = (env) => starter.open(env)

const CONSOLE = { 'X-Console': '1' }

/** A request whose `taken` resolves once the server has accepted it: when it sends 100 Continue. */
function readTaken(url: string) {
  const sent = request(url, { headers: { ...CONSOLE, Expect: '100-continue' } })
  const taken = once(sent, 'continue')
  const body = once(sent, 'response').then(([answer]: IncomingMessage[]) => (answer ? text(answer) : ''))
  sent.end()
  return { taken, body }
}

describe('starting', () => {
  test('prints the real address on stdout, and nothing else', async () => {
    const { line, url } = await open()
    expect(line).toMatch(/^SWAS Image Browser: http:\/\/127\.0\.0\.1:\d+\/\n$/)
    expect((await fetch(`${url}healthz`)).status).toBe(200)
    expect((await fetch(`${url}readyz`)).status).toBe(200)
  })

  test('prints an IPv6 address in brackets', async () => {
    expect((await open({ HOST: '::1' })).url).toMatch(/^http:\/\/\[::1\]:\d+\/$/)
  })

  test('reads a .env file, which the environment overrides', async () => {
    writeFileSync(path.join(folder, '.env'), 'PORT=nonsense\nSWAS_SWEEP=nonsense\n')
    expect((await run({ SWAS_SWEEP: 'nonsense' })).stderr).not.toContain('PORT')
    writeFileSync(path.join(folder, '.env'), 'SWAS_FRESH_SECONDS=nonsense\n')
    expect((await run()).stderr).toContain('SWAS_FRESH_SECONDS')
  })
})

describe('a failed start is explained in sentences', () => {
  test('every problem with the environment at once, exit code 78', async () => {
    const { code, stdout, stderr } = await run({
      PORT: '-1',
      SWAS_SWEEP: 'maybe',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: SECRET,
    })
    expect([code, stdout]).toEqual([78, ''])
    expect(stderr.trim().split('\n')).toHaveLength(3)
    expect(stderr).not.toMatch(/canary|\bat /)
  })

  test('a port in use', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0
    const { code, stderr } = await run({ PORT: String(port) })
    expect([code, stderr]).toEqual([
      1,
      `Port ${port} of 127.0.0.1 is taken: stop what uses it, or set PORT (0 picks a free one).\n`,
    ])
    other.close()
  })

  test('an option, exit code 2, without its value', async () => {
    const { code, stderr } = await run({}, ['--access-key-secret', SECRET])
    expect([code, stderr]).toEqual([
      2,
      'This command takes no options. Configure it with environment variables: see server/README.md.\n',
    ])
  })

  test.skipIf(process.platform === 'win32')('a .env file with keys that other users can read', async () => {
    const file = path.join(folder, '.env')
    writeFileSync(file, `ALIBABA_CLOUD_ACCESS_KEY_ID=x\nALIBABA_CLOUD_ACCESS_KEY_SECRET=${SECRET}\n`, {
      mode: 0o644,
    })
    const { code, stderr } = await run()
    expect([code, stderr]).toEqual([
      78,
      '.env holds keys, and other users can read it (mode 0644): run chmod 600 .env\n',
    ])
  })
})

describe('stopping', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'on %s it exits with 0, its log JSON to the last line',
    async (signal) => {
      const { child, stderr } = await open()
      child.kill(signal)
      expect(await exitOf(child)).toBe(0)
      for (const line of (await stderr).trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('level')
    },
  )

  test('on SIGTERM it answers every accepted request and refuses the next', async () => {
    const reached = Promise.withResolvers<void>()
    const held = Promise.withResolvers<void>()
    const cloud = createHttpServer((_, outgoing) => {
      reached.resolve()
      void held.promise.then(() =>
        outgoing.writeHead(200, { 'Content-Type': 'application/json' }).end(ONE_IMAGE),
      )
    }).listen(0, '127.0.0.1')
    await once(cloud, 'listening')
    const address = cloud.address()
    const { child, url } = await open({
      SWAS_ENDPOINT: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
      SWAS_CREDENTIALS: 'env',
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI5tDrainTests0000001',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: SECRET,
    })
    const live = `${url}api/images?region=cn-hangzhou`
    const reads = Array.from({ length: 50 }, () => readTaken(live))
    await Promise.all(reads.map(({ taken }) => taken))
    await reached.promise
    child.kill('SIGTERM')
    await expect.poll(async () => (await fetch(`${url}readyz`)).status).toBe(503)
    expect((await fetch(live, { headers: CONSOLE })).status).toBe(503)
    held.resolve()
    for (const { body } of reads) expect(await body).toContain('m-drain')
    expect(await exitOf(child)).toBe(0)
    cloud.close()
  })

  test.skipIf(process.platform === 'win32')('no signal opens a debugger', async () => {
    const { child, stderr, url } = await open()
    child.kill('SIGUSR1')
    expect((await fetch(`${url}healthz`)).status).toBe(200)
    child.kill('SIGTERM')
    expect(await exitOf(child)).toBe(0)
    expect(await stderr).not.toContain('Debugger')
  })

  test('it keeps running after its log pipe is closed', async () => {
    const { child, stderr, url } = await open()
    child.stdout.destroy()
    child.stderr.destroy()
    await stderr.catch(() => {})
    for (const path of ['healthz', 'readyz', 'healthz']) {
      expect((await fetch(`${url}${path}`)).status).toBe(200)
    }
    child.kill('SIGTERM')
    expect(await exitOf(child)).toBe(0)
  })

  test('a second signal stops it at once', async () => {
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
