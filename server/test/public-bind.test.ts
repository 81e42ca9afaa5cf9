import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { type ClientRequest, type IncomingMessage, request as plainRequest } from 'node:http'
import { request } from 'node:https'
import { connect } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { parseEnv } from 'node:util'

import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { createTestAuthority } from '../testing/certificate.ts'
import { buildPage, createStarter, exitOf } from '../testing/spawn-server.ts'

const TOKEN = 'canary-token-0123456789-0123456789'
const authority = createTestAuthority()
const NAME = 'images.example.com'

let folder = ''
let starter: ReturnType<typeof createStarter>

beforeAll(buildPage, 60_000)
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'public-bind-'))
  starter = createStarter(folder)
  const { cert, key } = authority.issue(NAME)
  for (const [name, content] of Object.entries({ cert, key, token: TOKEN })) {
    writeFileSync(path.join(folder, name), content, { mode: 0o600 })
  }
})
afterEach(() => {
  starter.killAll()
  rmSync(folder, { recursive: true })
})

const SIGN_IN = { AUTH: 'token', TOKEN_FILE: 'token' }
const TLS = { TLS_CERT: 'cert', TLS_KEY: 'key' }
const NAMES = { ALLOWED_HOSTS: NAME }

async function answerOf(sent: ClientRequest) {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve).once('error', reject).end()
  })
  await text(answer)
  return { status: answer.statusCode, headers: answer.headers }
}

/** An address of this machine that other machines could reach. */
const lan = Object.values(networkInterfaces())
  .flat()
  .find((one) => one?.internal === false && one.family === 'IPv4')?.address

describe('a server that other machines could reach does not listen', () => {
  const hosts = ['0.0.0.0', '::', '0', '', '*', '10.0.0.1', ...(lan === undefined ? [] : [lan])]
  test.each(hosts)('without sign-in on "%s": exit code 78', async (HOST) => {
    const { code, stdout, stderr } = await starter.run({ HOST })
    expect([code, stdout]).toEqual([78, ''])
    expect(stderr.trim().split('\n')).toHaveLength(3)
    for (const option of ['AUTH=token', 'TLS_CERT', 'ALLOWED_HOSTS']) expect(stderr).toContain(option)
    expect(stderr).not.toMatch(/\bat /)
  })

  test('a name without an address', async () => {
    const { code, stderr } = await starter.run({ HOST: 'no-such-host.invalid' })
    expect([code, stderr]).toEqual([
      78,
      'HOST=no-such-host.invalid has no address: set it to a name or an address of this machine.\n',
    ])
  })

  test.each<[string, Record<string, string>, RegExp]>([
    ['TLS', { ...SIGN_IN, ...NAMES }, /^.*missing: TLS_CERT.*\n$/],
    ['names', { ...SIGN_IN, ...TLS }, /^.*missing: ALLOWED_HOSTS.*\n$/],
    ['sign-in', { ...TLS, ...NAMES }, /^.*missing: AUTH=.*\n$/],
  ])('without %s, and it reports just that', async (_, env, problem) => {
    const { code, stderr } = await starter.run({ HOST: '0.0.0.0', ...env })
    expect(code).toBe(78)
    expect(stderr).toMatch(problem)
  })

  test('as the container image starts it', async () => {
    const dockerfile = readFileSync(path.join(import.meta.dirname, '../../Dockerfile'), 'utf8')
    const env = parseEnv([...dockerfile.matchAll(/^ENV (.*)$/gm)].map(([, line]) => line).join('\n'))
    expect(env['HOST']).toBe('0.0.0.0')
    expect(dockerfile).toMatch(/^USER node$/m)
    const { code, stderr } = await starter.run({ HOST: env['HOST'] ?? '', PORT: env['PORT'] ?? '' })
    expect(code).toBe(78)
    expect(stderr).toContain('missing: AUTH')
  })

  test.skipIf(process.platform === 'win32').each(['token', 'key'])(
    'with a %s that other users can read',
    async (name) => {
      const file = path.join(folder, `loose-${name}`)
      writeFileSync(file, readFileSync(path.join(folder, name)), { mode: 0o644 })
      const variable = name === 'token' ? 'TOKEN_FILE' : 'TLS_KEY'
      const { code, stderr } = await starter.run({ ...SIGN_IN, ...TLS, [variable]: file })
      expect([code, stderr]).toEqual([
        78,
        `${variable}=${file}: other users can read it (mode 0644): run chmod 600 ${file}\n`,
      ])
    },
  )
})

describe('a server with TLS, names and a token', () => {
  async function openPublic(env: Record<string, string> = {}) {
    const opened = await starter.open({ ...SIGN_IN, ...TLS, ...NAMES, HOST: '127.0.0.1', ...env })
    return { ...opened, port: Number(new URL(opened.url).port) }
  }

  async function ask(port: number, target: string, headers: Record<string, string> = {}) {
    const sent = request({
      host: '127.0.0.1',
      port,
      path: target,
      servername: NAME,
      ca: authority.ca,
      headers: { host: `${NAME}:${port}`, ...headers },
    })
    return answerOf(sent)
  }

  test('opens under its name, and serves nothing without the token', async () => {
    const { url, port } = await openPublic()
    expect(url).toBe(`https://${NAME}:${port}/`)
    const closed = await ask(port, '/api/regions', { 'X-Console': '1' })
    expect(closed.status).toBe(401)
    expect(closed.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
    expect((await ask(port, '/')).headers.location).toBe('/sign-in')
    expect((await ask(port, '/healthz')).status).toBe(200)
    expect((await ask(port, '/readyz')).status).toBe(401)
    expect((await ask(port, '/sign-in', { host: `evil.example:${port}` })).status).toBe(421)
    const open = await ask(port, '/api/regions', { 'X-Console': '1', authorization: `Bearer ${TOKEN}` })
    expect(open.status).toBe(200)
  })

  test('does not speak plain HTTP on that port, and keeps running', async () => {
    const { port } = await openPublic()
    const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'))
    socket.on('error', () => {})
    expect(await text(socket).catch(() => '')).not.toContain('HTTP/1.1 200')
    expect((await ask(port, '/healthz')).status).toBe(200)
  })

  test('exits cleanly, and never writes the token', async () => {
    const { child, stderr, line, port } = await openPublic()
    await ask(port, `/?token=${TOKEN}`, { authorization: `Bearer ${TOKEN}` })
    child.kill('SIGTERM')
    expect(await exitOf(child)).toBe(0)
    expect(line + (await stderr)).not.toContain('canary')
  })

  test('can listen on every interface', async () => {
    const { port } = await openPublic({ HOST: '0.0.0.0' })
    expect((await ask(port, '/healthz')).status).toBe(200)
  })
})

test.skipIf(process.platform === 'win32')('a proxy on a Unix socket names the user', async () => {
  const socketPath = path.join(folder, 'swas.sock')
  const env = {
    AUTH: 'proxy-header',
    TRUSTED_PROXY: `unix:${socketPath}`,
    IDENTITY_HEADER: 'X-Forwarded-User',
    ALLOWED_USERS: 'anna',
    BEHIND_TLS_PROXY: 'unix',
    ...NAMES,
  }
  const ask = async (headers: Record<string, string>) => {
    const sent = plainRequest({
      socketPath,
      path: '/api/session',
      headers: { host: NAME, 'X-Console': '1', ...headers },
    })
    return (await answerOf(sent)).status
  }
  const { child, url } = await starter.open(env)
  expect(url).toBe(`https://${NAME}/`)
  expect(statSync(socketPath).mode & 0o777).toBe(0o660)
  expect(await ask({})).toBe(401)
  expect(await ask({ 'X-Forwarded-User': 'eve' })).toBe(403)
  expect(await ask({ 'X-Forwarded-User': 'anna' })).toBe(200)

  // A killed server leaves its socket behind, and the next one takes it over; two at a time cannot share it.
  child.kill('SIGKILL')
  await exitOf(child)
  await starter.open(env)
  expect(await ask({ 'X-Forwarded-User': 'anna' })).toBe(200)
  const second = await starter.run(env)
  expect([second.code, second.stderr.trim().split('\n').at(-1)]).toEqual([
    1,
    `Cannot listen on the Unix socket ${socketPath} (EADDRINUSE).`,
  ])
})

describe('a launch token', () => {
  test('is only in the printed address, differs at each start, and opens the API', async () => {
    const first = await starter.open({ LAUNCH_TOKEN: 'on' })
    const second = await starter.open({ LAUNCH_TOKEN: 'on' })
    const [url, token = ''] = first.url.split('#token=')
    expect(token).toMatch(/^[\w-]{43}$/)
    expect(second.url).not.toContain(token)
    const status = async (headers: Record<string, string>) =>
      (await fetch(`${url}api/regions`, { headers: { 'X-Console': '1', ...headers } })).status
    expect(await status({})).toBe(401)
    expect(await status({ 'X-Launch-Token': second.url.split('#token=')[1] ?? '' })).toBe(401)
    expect(await status({ 'X-Launch-Token': token })).toBe(200)
    await fetch(`${url}?token=${token}`)
    first.child.kill('SIGTERM')
    expect(await first.stderr).not.toContain(token)
  })
})
