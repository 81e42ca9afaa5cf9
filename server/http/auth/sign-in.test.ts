import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { PAGE_PATHS, PATHS } from '#contract/api.ts'

import { createLog } from '../../telemetry/logger.ts'
import { rawRequest, sendRaw, startFakeService, statusOf } from '../../testing/http-harness.ts'
import { type AuthConfig, type AuthMethod, createAuth } from './auth.ts'
import { SESSION_IDLE_MS } from './sessions.ts'

const TOKEN = 'right-token-0123456789-0123456789'
const SECRET = 'proxy-secret-0123456789-0123456789'
const CONSOLE = 'X-Console: 1'
const ORIGIN = 'Origin: https://127.0.0.1:PORT'
const FORM = 'Content-Type: application/x-www-form-urlencoded'
const IMAGES = '/api/images?region=cn-hangzhou'

type Fake = Awaited<ReturnType<typeof start>>
let fake: Fake
const clock = { now: 0 }

/** A server behind a TLS-terminating proxy on this machine. */
async function start(method: AuthMethod, config: Partial<AuthConfig> = {}) {
  const lines: string[] = []
  const log = createLog((line) => lines.push(line), [])
  const transport = { kind: 'proxy', isDeclared: (peer: string) => peer === '127.0.0.1' } as const
  const created = createAuth(
    { auth: method, transport, allowedHosts: [], ...config },
    { log, now: () => clock.now },
  )
  let port = 0
  const auth = {
    ...created,
    hosts: (address: string, bound: number) => {
      port = bound
      return created.hosts(address, bound)
    },
  }
  const fake = await startFakeService({}, { auth })
  return { ...fake, port, events: lines }
}

const fill = (lines: readonly string[]) => lines.map((line) => line.replaceAll('PORT', String(fake.port)))
const ask = (target: string, headers: readonly string[] = [], method = 'GET', body = '') => {
  const length = body === '' ? [] : [`Content-Length: ${body.length}`]
  return sendRaw(fake.port, rawRequest(fake.port, target, fill([...headers, ...length]), method) + body)
}
const submit = (body: string, headers: readonly string[] = [ORIGIN, FORM], target = '/sign-in') =>
  ask(target, headers, 'POST', body)
const header = (answer: string, name: string) =>
  new RegExp(`^${name}: (.*)$`, 'im').exec(answer)?.[1]?.trim() ?? ''
const cookieOf = (answer: string) => `Cookie: ${header(answer, 'set-cookie').split(';')[0]}`

/** Every route with account data. */
const ROUTES = Object.entries(PATHS)
  .filter(([name]) => name !== 'health')
  .map(([name, path]) => {
    const target = path.replace(':regionId', 'cn-hangzhou').replace(':imageId', 'm-1')
    const query = name === 'images' ? '?region=cn-hangzhou' : ''
    return [name === 'refresh' || name === 'lookup' ? 'POST' : 'GET', target + query] as const
  })

afterEach(() => fake.service.drain(0))

describe('with an access token', () => {
  beforeEach(async () => {
    clock.now = 1_000_000
    fake = await start({ mode: 'token', token: TOKEN })
  })

  test('a feed links to public addresses, not to those behind the proxy', async () => {
    const feed = await ask(PATHS.changesFeed, [`Authorization: Bearer ${TOKEN}`])
    expect(feed).toContain(`href="https://127.0.0.1:${fake.port}${PATHS.changesFeed}"`)
    expect(feed).not.toContain('"http://127')
  })

  test.each(ROUTES)('%s %s requires exactly the right token', async (method, target) => {
    const right = `Authorization: Bearer ${TOKEN}`
    const wrong: readonly (readonly string[])[] = [
      [],
      ['Authorization: Bearer wrong-token-0123456789-0123456789'],
      ['Authorization: Bearer '],
      ['Authorization:'],
      [right, right],
      [`${right}, Bearer ${TOKEN}`],
      [`Authorization: Basic ${TOKEN}`],
      [`X-Launch-Token: ${TOKEN}`],
      [`Cookie: __Host-swas=${TOKEN}`],
      ['User-Agent: kube-probe/1.30'],
      ['X-Forwarded-User: root', 'X-Forwarded-For: 127.0.0.1', 'X-Forwarded-Host: ok'],
    ]
    for (const headers of wrong) {
      const answer = await ask(target, [CONSOLE, ...headers], method)
      expect([headers, statusOf(answer)]).toEqual([headers, 401])
      expect(answer).toMatch(/UNAUTHENTICATED/)
      expect(header(answer, 'www-authenticate')).toMatch(/^Bearer/)
    }
    const mark = target.includes('?') ? '&' : '?'
    for (const name of ['token', 'access_token']) {
      expect(statusOf(await ask(`${target}${mark}${name}=${TOKEN}`, [CONSOLE], method))).toBe(401)
    }
    expect(fake.asked).toEqual([])
    const body = target === PATHS.lookup ? '{"ids":["m-1"]}' : ''
    const json = body === '' ? [] : ['Content-Type: application/json']
    const answer = await ask(target, [CONSOLE, right, ...json], method, body)
    expect([200, 202]).toContain(statusOf(answer))
  })

  test('only the health check is public', async () => {
    expect(statusOf(await ask('/healthz'))).toBe(200)
    expect(statusOf(await ask('/assets/index-abc.js'))).toBe(401)
  })

  test.each(Object.values(PAGE_PATHS).map((path) => path.replace(/:\w+/g, 'x')))(
    '%s redirects to the sign-in page',
    async (path) => {
      const answer = await ask(`${path}?region=all&q=a%26b`)
      expect(statusOf(answer)).toBe(303)
      expect(header(answer, 'location')).toBe(
        `/sign-in?to=${encodeURIComponent(`${path}?region=all&q=a%26b`)}`,
      )
      expect(answer).not.toMatch(/doctype/)
      expect(header(answer, 'content-security-policy')).toMatch(/sandbox$/)
      expect(header(answer, 'x-content-type-options')).toBe('nosniff')
    },
  )

  test('a program that opens a page with a wrong token gets an error', async () => {
    expect(statusOf(await ask('/', ['Authorization: Bearer wrong']))).toBe(401)
  })

  test('a browser signs in once, and its session is void after sign-out', async () => {
    const signedIn = await submit(`token=${TOKEN}`, [ORIGIN, FORM], '/sign-in?to=%2Fmatrix%3Fq%3D1')
    expect([statusOf(signedIn), header(signedIn, 'location')]).toEqual([303, '/matrix?q=1'])
    expect(header(signedIn, 'content-security-policy')).toMatch(/sandbox$/)
    expect(header(signedIn, 'set-cookie')).toMatch(
      /^__Host-swas=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict$/,
    )
    const cookie = cookieOf(signedIn)
    expect(statusOf(await ask(IMAGES, [CONSOLE, cookie]))).toBe(200)
    expect(statusOf(await ask('/', [cookie]))).toBe(200)
    expect(header(await ask('/sign-in?to=%2Flookup', [cookie]), 'location')).toBe('/lookup')
    expect(await ask('/api/session', [CONSOLE, cookie])).toContain('"signOutPath":"/sign-out"')

    const signedOut = await submit('', [ORIGIN, cookie], '/sign-out')
    expect([statusOf(signedOut), header(signedOut, 'set-cookie')]).toEqual([
      200,
      '__Host-swas=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0',
    ])
    fake.asked.splice(0)
    expect(statusOf(await ask(IMAGES, [CONSOLE, cookie]))).toBe(401)
    expect(fake.asked).toEqual([])
  })

  test('a wrong token is refused even with a valid cookie', async () => {
    const cookie = cookieOf(await submit(`token=${TOKEN}`))
    expect(statusOf(await ask(IMAGES, [CONSOLE, cookie, 'Authorization: Bearer wrong']))).toBe(401)
    expect(statusOf(await ask(IMAGES, [CONSOLE, cookie, cookie]))).toBe(401)
  })

  test('signing in never reuses a session ID, and signing in again ends the previous session', async () => {
    const planted = 'Cookie: __Host-swas=planted-0123456789-0123456789-0123456789-01'
    const first = cookieOf(await submit(`token=${TOKEN}`, [ORIGIN, FORM, planted]))
    expect(first).not.toBe(planted)
    expect(statusOf(await ask(IMAGES, [CONSOLE, planted]))).toBe(401)
    const second = cookieOf(await submit(`token=${TOKEN}`, [ORIGIN, FORM, first]))
    expect(statusOf(await ask(IMAGES, [CONSOLE, first]))).toBe(401)
    expect(statusOf(await ask(IMAGES, [CONSOLE, second]))).toBe(200)
  })

  test('an idle session ends', async () => {
    const cookie = cookieOf(await submit(`token=${TOKEN}`))
    clock.now += SESSION_IDLE_MS
    expect(statusOf(await ask(IMAGES, [CONSOLE, cookie]))).toBe(401)
  })

  test.each([
    ['nothing', ''],
    ['an empty token', 'token='],
    ['a wrong token', 'token=wrong-token-0123456789-0123456789'],
    ['the token twice', `token=${TOKEN}&token=${TOKEN}`],
    ['another field', `token=${TOKEN}&to=x`],
    ['a form that is too large', `token=${'x'.repeat(5000)}`],
  ])('%s signs nobody in', async (_, body) => {
    const answer = await submit(body)
    expect([statusOf(answer), header(answer, 'set-cookie')]).toEqual([401, ''])
    expect(answer).toContain('role="alert"')
  })

  test('line breaks around a pasted token are ignored', async () => {
    expect(statusOf(await submit(`token=+${TOKEN}%0D%0A`))).toBe(303)
  })

  test.each([
    ['another site', ['Origin: https://evil.example', FORM], 403],
    ['a sandboxed frame', ['Origin: null', FORM], 403],
    ['our name without TLS', ['Origin: http://127.0.0.1:PORT', FORM], 403],
    ['a program without an origin', [FORM], 403],
    ['a cross-site request with our origin', [ORIGIN, FORM, 'Sec-Fetch-Site: cross-site'], 403],
    ['a script', [ORIGIN, 'Content-Type: application/json'], 415],
    ['a form that sends files', [ORIGIN, 'Content-Type: multipart/form-data; boundary=x'], 415],
    ['a form of text', [ORIGIN, 'Content-Type: text/plain'], 415],
  ])('%s cannot send the form', async (_, headers, status) => {
    const answer = await submit(`token=${TOKEN}`, headers)
    expect([statusOf(answer), header(answer, 'set-cookie')]).toEqual([status, ''])
  })

  test('after five wrong tokens even the right one is refused for a minute', async () => {
    for (let n = 0; n < 5; n++) expect(statusOf(await submit('token=wrong'))).toBe(401)
    clock.now += 20_000
    const answer = await submit(`token=${TOKEN}`)
    expect([statusOf(answer), header(answer, 'retry-after')]).toEqual([429, '40'])
    expect(answer).toContain('40 s')
    clock.now += 40_000
    expect(statusOf(await submit(`token=${TOKEN}`))).toBe(303)
  })

  test('programs can guess five tokens a minute; repeating an old token counts once', async () => {
    const bearer = (token: string) => ask(IMAGES, [CONSOLE, `Authorization: Bearer ${token}`])
    const cookie = cookieOf(await submit(`token=${TOKEN}`))
    for (let n = 0; n < 9; n++) expect(statusOf(await bearer('old'))).toBe(401)
    expect(statusOf(await bearer(TOKEN))).toBe(200)
    for (const guess of ['a', 'b', 'c', 'd']) expect(statusOf(await bearer(guess))).toBe(401)
    const limited = await bearer(TOKEN)
    expect([statusOf(limited), header(limited, 'retry-after')]).toEqual([429, '60'])
    expect(statusOf(await ask(IMAGES, [CONSOLE, cookie]))).toBe(200)
    clock.now += 60_000
    expect(statusOf(await bearer(TOKEN))).toBe(200)
  })

  test('of fifty concurrent attempts only five are checked', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => submit(`token=wrong-${n}`)))
    expect(answers.filter((answer) => statusOf(answer) === 401)).toHaveLength(5)
  })

  test.each([
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    '/sign-in',
    '/api/status',
    '/no-such-page',
    'javascript:alert(1)',
    '/%0d%0aX: y',
  ])('sign-in never redirects to %s', async (to) => {
    const target = `/sign-in?to=${encodeURIComponent(to)}`
    expect(header(await submit(`token=${TOKEN}`, [ORIGIN, FORM], target), 'location')).toBe('/')
    expect(await ask(target)).not.toContain('evil')
  })

  test('text from the address is escaped', async () => {
    const document = await ask(`/sign-in?to=${encodeURIComponent('/images?q="><script>alert(1)</script>')}`)
    expect(document).not.toContain('<script')
    expect(document).toContain('action="/sign-in?to=%2Fimages%3Fq%3D%22%3E%3Cscript%3E')
  })

  test('a link from another site reloads the page, so that the SameSite cookie is sent', async () => {
    const link = ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: document']
    const answer = await ask('/sign-in?to=%2Fmatrix', link)
    expect(statusOf(answer)).toBe(200)
    expect(answer).toContain('content="0; url=/sign-in?to=%2Fmatrix"')
    expect(statusOf(await ask('/sign-in', [...link.slice(0, 2), 'Sec-Fetch-Dest: iframe']))).toBe(403)
  })

  test('the sign-in page has a strict policy and the language of the browser', async () => {
    const answer = await ask('/sign-in', ['Accept-Language: zh-CN,zh;q=0.9'])
    expect(answer).toMatch(/<html lang="zh-CN">/)
    expect(Buffer.from(answer, 'latin1').toString()).toContain('访问令牌')
    const policy = header(answer, 'content-security-policy')
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
    expect(Buffer.from(nonce, 'base64')).toHaveLength(16)
    expect(answer).toContain(`<style nonce="${nonce}">`)
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("form-action 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|script-src/)
    expect([header(answer, 'cache-control'), header(answer, 'x-frame-options')]).toEqual(['no-store', 'DENY'])
  })

  test('the log contains no token or session ID', async () => {
    const cookie = cookieOf(await submit(`token=${TOKEN}`))
    await submit('token=wrong-0123456789')
    await ask(IMAGES, [CONSOLE, cookie])
    const id = cookie.split('=')[1] ?? '?'
    const written = [...fake.lines, ...fake.events].join('')
    expect(written).toContain('signed in')
    expect(written).toContain('wrong access token')
    for (const secret of [TOKEN, 'wrong-0123456789', id]) expect(written).not.toContain(secret)
  })
})

describe('behind an authenticating proxy', () => {
  const proxy: AuthMethod = {
    mode: 'proxy-header',
    isDeclared: (peer) => peer === '127.0.0.1',
    secret: SECRET,
    identityHeader: 'X-Forwarded-User',
    groupsHeader: null,
    allowed: { users: ['anna'], groups: [] },
  }
  const AS_PROXY = `X-Proxy-Secret: ${SECRET}`
  beforeEach(async () => {
    fake = await start(proxy)
  })

  test.each(ROUTES)('%s %s is for the user named by the proxy', async (method, target) => {
    for (const headers of [
      [],
      ['X-Forwarded-User: anna'],
      [AS_PROXY],
      [AS_PROXY, 'X_Forwarded_User: anna'],
      [AS_PROXY, 'X-Forwarded-User: anna', 'X-Forwarded-User: anna'],
      ['X-Proxy-Secret: wrong', 'X-Forwarded-User: anna'],
    ]) {
      expect(statusOf(await ask(target, [CONSOLE, ...headers], method))).toBe(401)
    }
    expect(statusOf(await ask(target, [CONSOLE, AS_PROXY, 'X-Forwarded-User: eve'], method))).toBe(403)
    expect(fake.asked).toEqual([])
  })

  test('the page and its files also require the proxy, and there is no sign-in page', async () => {
    const anna = [AS_PROXY, 'X-Forwarded-User: anna']
    for (const path of ['/', '/assets/index-abc.js']) {
      expect(statusOf(await ask(path))).toBe(401)
      expect(statusOf(await ask(path, anna))).toBe(200)
    }
    expect(statusOf(await ask('/sign-in', anna))).toBe(404)
    expect(await ask('/api/session', [CONSOLE, ...anna])).toContain(
      '{"auth":"proxy-header","name":"anna","signOutPath":null}',
    )
  })

  test('a spoofed header is logged without its value', async () => {
    await ask('/', ['X_Forwarded_User: root'])
    const line = fake.events.find((event) => event.includes('spoofed')) ?? ''
    expect(JSON.parse(line)).toMatchObject({ level: 'warn', peer: '127.0.0.1', header: 'x_forwarded_user' })
    expect(line).not.toContain('root')
  })
})

describe('a server that only its proxy should reach', () => {
  test('serves others only the health check', async () => {
    fake = await start(
      { mode: 'token', token: TOKEN },
      {
        transport: { kind: 'proxy', isDeclared: (peer) => peer === '10.0.0.2' },
      },
    )
    expect(statusOf(await ask('/api/status', [CONSOLE, `Authorization: Bearer ${TOKEN}`]))).toBe(403)
    expect(statusOf(await ask('/sign-in'))).toBe(403)
    expect(statusOf(await ask('/healthz'))).toBe(200)
  })

  test('accepts only the configured host names, and sends HSTS', async () => {
    fake = await start({ mode: 'token', token: TOKEN }, { allowedHosts: ['images.example.com'] })
    const named = await ask('/sign-in', ['Host: images.example.com'])
    expect([statusOf(named), header(named, 'strict-transport-security')]).toEqual([
      200,
      'max-age=31536000; includeSubDomains',
    ])
    expect(header(await ask('/sign-in'), 'strict-transport-security')).toBe('')
    for (const host of [
      'images.example.com:444',
      'x.images.example.com',
      'images.example.com.',
      'example.com',
    ]) {
      expect(statusOf(await ask('/sign-in', [`Host: ${host}`]))).toBe(421)
    }
    expect(fake.url).toBe('https://images.example.com/')
  })
})

describe('with a launch token', () => {
  const launch = 'launch-token-0123456789'
  beforeEach(async () => {
    fake = await start({ mode: 'none', launchToken: launch }, { transport: { kind: 'plain' } })
  })

  test.each(ROUTES)('%s %s requires it in a header', async (method, target) => {
    for (const headers of [
      [],
      ['X-Launch-Token: wrong'],
      [`X-Launch-Token: ${launch}`, `X-Launch-Token: ${launch}`],
      [`Authorization: Bearer ${launch}`],
      [`Cookie: token=${launch}`],
    ]) {
      expect(statusOf(await ask(target, [CONSOLE, ...headers], method))).toBe(401)
    }
    expect(fake.asked).toEqual([])
    expect(statusOf(await ask(target, [CONSOLE, `X-Launch-Token: ${launch}`], method))).not.toBe(401)
  })

  test('the page that sends it is public, and the printed address contains it', async () => {
    expect(fake.url).toBe(`http://127.0.0.1:${fake.port}/#token=${launch}`)
    expect(statusOf(await ask('/'))).toBe(200)
    expect(statusOf(await ask('/assets/index-abc.js'))).toBe(200)
  })

  test('the public page contains no data', async () => {
    expect(await ask('/images?region=cn-hangzhou')).not.toContain('"source"')
    expect(fake.asked).toEqual([])
    expect(await ask('/images?region=cn-hangzhou', [`X-Launch-Token: ${launch}`])).toContain(
      '"source":"sample"',
    )
  })
})
