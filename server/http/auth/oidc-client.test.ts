import { createHash } from 'node:crypto'

import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { createLog } from '../../telemetry/logger.ts'
import { rawRequest, sendRaw, startFakeService, statusOf } from '../../testing/http-harness.ts'
import { startTestProvider, type TestProvider } from '../../testing/oidc-provider.ts'
import { createAuth } from './auth.ts'
import type { OidcSettings } from './oidc-client.ts'

const ORIGIN = 'https://images.example.com'
const HOST = 'Host: images.example.com'
const FORM = 'Content-Type: application/x-www-form-urlencoded'

let provider: TestProvider
let fake: Awaited<ReturnType<typeof startFakeService>> & { port: number; events: string[] }
const clock = { now: 0 }

async function start(settings: Partial<OidcSettings> = {}, users: readonly string[] = []) {
  const events: string[] = []
  const log = createLog((line) => events.push(line), [])
  const { issuer, clientId, clientSecret } = provider
  const created = createAuth(
    {
      auth: {
        mode: 'oidc',
        provider: {
          issuer,
          clientId,
          clientSecret,
          scope: 'openid email groups',
          groupsClaim: 'groups',
          ...settings,
        },
        allowed: { users, groups: ['ops'] },
      },
      transport: { kind: 'proxy', isDeclared: (peer) => peer === '127.0.0.1' },
      allowedHosts: ['images.example.com'],
    },
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
  fake = { ...(await startFakeService({}, { auth })), port, events }
}

beforeEach(async () => {
  // The provider warns at every start that it is not set up for production.
  for (const name of ['info', 'warn'] as const) vi.spyOn(console, name).mockReturnValue()
  clock.now = 1_000_000
  provider = await startTestProvider(() => Promise.resolve(ORIGIN))
  await start()
})
afterEach(async () => {
  await fake.service.drain(0)
  await provider.close()
})

const ask = (target: string, headers: readonly string[] = [], method = 'GET') =>
  sendRaw(fake.port, rawRequest(fake.port, target, [HOST, ...headers], method))
const submit = (target: string, headers: readonly string[] = []) =>
  ask(target, [`Origin: ${ORIGIN}`, FORM, ...headers], 'POST')
const cookieOf = (answer: string, name: string) => {
  const value = new RegExp(`^set-cookie: ${name}=([\\w-]+);`, 'im').exec(answer)?.[1]
  return value === undefined ? undefined : `Cookie: ${name}=${value}`
}
const onwardTo = (answer: string) =>
  /content="0; url=([^"]+)"/.exec(answer)?.[1]?.replaceAll('&amp;', '&') ?? ''

/** Submits the sign-in form. Returns the redirect target and the browser's cookie. */
async function begin(to = '/matrix') {
  const answer = await submit(`/sign-in?to=${encodeURIComponent(to)}`)
  return { url: onwardTo(answer), cookie: cookieOf(answer, '__Host-swas-flow') ?? '' }
}

/** Sends a request with the browser's cookies, and follows no redirect. */
async function browse(address: string, jar: Map<string, string>, form: URLSearchParams | null) {
  const cookie = [...jar].map(([key, value]) => `${key}=${value}`).join('; ')
  const post = form === null ? {} : { method: 'POST', body: form }
  const response = await fetch(address, { redirect: 'manual', headers: { cookie }, ...post })
  for (const line of response.headers.getSetCookie()) {
    const [, key = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    jar.set(key, value)
  }
  return response
}

/** Signs in at the provider. Returns the address it redirects back to. */
async function signInAt(url: string, name: string): Promise<string> {
  const jar = new Map<string, string>()
  let address = url
  let form: URLSearchParams | null = null
  while (!address.startsWith(ORIGIN)) {
    const response = await browse(address, jar, form)
    const location = response.headers.get('location')
    const prompt = /name="prompt" value="(\w+)"/.exec(await response.text())?.[1] ?? ''
    if (location === null && prompt === '') throw new Error(`No form at ${address}: ${response.status}`)
    address = new URL(location ?? address, provider.issuer).href
    form = location === null ? new URLSearchParams({ prompt, login: name, password: 'x' }) : null
  }
  return address
}

const pathOf = (url: string) => url.slice(ORIGIN.length)

test('a user in an allowed group signs in at the provider and returns signed in', async () => {
  expect(await ask('/sign-in')).toContain(`Sign in with ${new URL(provider.issuer).host}`)
  const { url, cookie } = await begin('/images?region=all')
  const question = new URL(url).searchParams
  expect(question.get('redirect_uri')).toBe(`${ORIGIN}/sign-in/callback`)
  expect([question.get('response_type'), question.get('code_challenge_method')]).toEqual(['code', 'S256'])
  for (const name of ['state', 'nonce', 'code_challenge']) {
    expect(Buffer.from(question.get(name) ?? '', 'base64url')).toHaveLength(32)
  }

  const answer = await ask(pathOf(await signInAt(url, 'anna')), [cookie])
  expect([statusOf(answer), onwardTo(answer)]).toEqual([200, '/images?region=all'])
  expect(answer).toMatch(/^set-cookie: __Host-swas-flow=;.*Max-Age=0/im)
  const session = cookieOf(answer, '__Host-swas') ?? ''
  expect(await ask('/api/session', ['X-Console: 1', session])).toContain(
    '{"auth":"oidc","name":"anna@example.com","signOutPath":"/sign-out"}',
  )
})

test.each([
  ['in no allowed group', 'ben', [], 403],
  ['in no group', 'eve', [], 403],
  ['listed by a verified address', 'ben', ['ben@example.com'], 200],
  ['listed by an unverified address', 'eve', ['eve@example.com'], 403],
  ['listed by the subject at the provider', 'eve', ['eve'], 200],
])('a user %s', async (_, name, users, status) => {
  await fake.service.drain(0)
  await start({}, users)
  const { url, cookie } = await begin()
  const answer = await ask(pathOf(await signInAt(url, name)), [cookie])
  expect(statusOf(answer)).toBe(status)
  expect(cookieOf(answer, '__Host-swas') !== undefined).toBe(status === 200)
})

test('a callback for a sign-in begun in another browser is rejected', async () => {
  const [mine, theirs] = [await begin(), await begin()]
  const back = pathOf(await signInAt(theirs.url, 'anna'))
  for (const cookie of [[], [mine.cookie], ['Cookie: __Host-swas-flow=AAAA']]) {
    const answer = await ask(back, cookie)
    expect([400, 502]).toContain(statusOf(answer))
    expect(cookieOf(answer, '__Host-swas')).toBeUndefined()
  }
})

test.each<[string, (back: URL) => void]>([
  ['another state', (back) => back.searchParams.set('state', 'x')],
  ['no state', (back) => back.searchParams.delete('state')],
  ['another code', (back) => back.searchParams.set('code', 'x')],
  ['the state twice', (back) => back.searchParams.append('state', 'x')],
  ['another issuer', (back) => back.searchParams.set('iss', 'http://127.0.0.1:1')],
  ['no issuer', (back) => back.searchParams.delete('iss')],
])('a callback with %s is rejected', async (_, change) => {
  const { url, cookie } = await begin()
  const back = new URL(await signInAt(url, 'anna'))
  const code = back.searchParams.get('code')
  change(back)
  const answer = await ask(pathOf(back.href), [cookie])
  expect(statusOf(answer)).toBe(502)
  expect(fake.events.join('')).toContain('provider failed')
  expect(fake.events.join('')).not.toContain(code)
  expect(cookieOf(answer, '__Host-swas')).toBeUndefined()
  expect(answer).toContain('role="alert"')
})

test('a code works only once', async () => {
  const { url, cookie } = await begin()
  const back = pathOf(await signInAt(url, 'anna'))
  expect(statusOf(await ask(back, [cookie]))).toBe(200)
  expect(statusOf(await ask(back, [cookie]))).toBe(502)
})

test('a sign-in expires after ten minutes at the provider', async () => {
  const { url, cookie } = await begin()
  const back = pathOf(await signInAt(url, 'anna'))
  clock.now += 600_000
  expect(statusOf(await ask(back, [cookie]))).toBe(400)
})

test('a user who declines sees that the provider refused', async () => {
  const { url, cookie } = await begin()
  const state = new URL(url).searchParams.get('state') ?? ''
  const back = new URLSearchParams({ error: 'access_denied', state, iss: provider.issuer })
  const answer = await ask(`/sign-in/callback?${String(back)}`, [cookie])
  expect(statusOf(answer)).toBe(403)
  expect(answer).toContain('The provider did not sign you in')
})

test('an unreachable provider is reported, and works again once it is back', async () => {
  await fake.service.drain(0)
  await start({ issuer: 'http://127.0.0.1:9' })
  expect(statusOf(await submit('/sign-in'))).toBe(502)
  expect(fake.events.join('')).toContain('provider failed')
  await fake.service.drain(0)
  await start()
  expect((await begin()).url).toContain(provider.issuer)
})

test('a wrong client secret signs nobody in', async () => {
  await fake.service.drain(0)
  await start({ clientSecret: 'another-secret-0123456789' })
  const { url, cookie } = await begin()
  expect(statusOf(await ask(pathOf(await signInAt(url, 'anna')), [cookie]))).toBe(502)
})

test('signing out ends the session here, and redirects to the sign-out of the provider', async () => {
  const { url, cookie } = await begin()
  const session = cookieOf(await ask(pathOf(await signInAt(url, 'anna')), [cookie]), '__Host-swas') ?? ''
  expect(await ask('/sign-out', [session])).toContain('You are signed in as anna@example.com')
  const signedOut = await submit('/sign-out', [session])
  const end = new URL(onwardTo(signedOut))
  expect([end.origin, end.searchParams.get('post_logout_redirect_uri')]).toEqual([
    provider.issuer,
    `${ORIGIN}/sign-in`,
  ])
  expect(end.searchParams.get('id_token_hint')).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/)
  expect((await fetch(end)).status).toBe(200)
  expect(statusOf(await ask('/api/session', ['X-Console: 1', session]))).toBe(401)
  expect(onwardTo(await submit('/sign-out', [session]))).toBe('')
})

test('the log contains no code, state or secret', async () => {
  const { url, cookie } = await begin()
  const back = new URL(await signInAt(url, 'anna'))
  await ask(pathOf(back.href), [cookie])
  const written = [...fake.lines, ...fake.events].join('')
  expect(written).toContain('"target":"/sign-in/callback"')
  const { searchParams } = back
  for (const secret of [searchParams.get('code'), searchParams.get('state'), provider.clientSecret]) {
    expect(written).not.toContain(secret)
  }
})

test('the browser only sees the PKCE verifier encrypted', async () => {
  const { url, cookie } = await begin()
  const challenge = new URL(url).searchParams.get('code_challenge')
  const sealed = Buffer.from(cookie.split('=')[1] ?? '', 'base64url').toString('latin1')
  expect(sealed).not.toContain(challenge)
  for (const word of sealed.match(/[\w-]{43}/g) ?? []) {
    expect(createHash('sha256').update(word).digest('base64url')).not.toBe(challenge)
  }
})
