import { describe, expect, test } from 'vitest'

import { parseAccess } from './access.ts'
import { createEnvReader, type Environment } from './env-reader.ts'
import { exposureProblems, resolveHost } from './exposure.ts'

const TOKEN = { AUTH: 'token', TOKEN_FILE: '/run/token' }
const TLS = { TLS_CERT: '/run/cert.pem', TLS_KEY: '/run/key.pem' }
const PROXY = { BEHIND_TLS_PROXY: '10.0.0.0/24' }
const NAMES = { ALLOWED_HOSTS: 'images.example.com' }

function problemsOf(env: Environment, host: string, ...addresses: string[]): readonly string[] {
  const reader = createEnvReader(env)
  const access = parseAccess(reader)
  expect(reader.problems()).toEqual([])
  return exposureProblems({ host, addresses, access })
}
const missing = (problems: readonly string[]) =>
  problems.map((problem) => /missing: (\w+)/.exec(problem)?.[1] ?? problem)

describe('a host that other machines can reach', () => {
  test.each([
    ['0.0.0.0', ['0.0.0.0']],
    ['::', ['::']],
    ['0', ['0.0.0.0']],
    ['', ['0.0.0.0']],
    ['*', ['0.0.0.0']],
    ['192.0.2.7', ['192.0.2.7']],
    ['fe80::1', ['fe80::1']],
    ['::ffff:127.0.0.1', ['::ffff:127.0.0.1']],
    ['a-name', ['192.0.2.7']],
    ['a-name', ['127.0.0.1', '192.0.2.7']],
  ])('"%s" (%j) needs sign-in, TLS and names', (host, addresses) => {
    const problems = problemsOf({}, host, ...addresses)
    expect(missing(problems)).toEqual(['AUTH', 'TLS_CERT', 'ALLOWED_HOSTS'])
    for (const problem of problems) expect(problem).toContain(`HOST=${host} can be reached`)
  })

  test.each<[string, Environment, readonly string[]]>([
    ['sign-in alone', TOKEN, ['TLS_CERT', 'ALLOWED_HOSTS']],
    ['TLS alone', TLS, ['AUTH', 'ALLOWED_HOSTS']],
    ['a proxy alone', PROXY, ['AUTH', 'ALLOWED_HOSTS']],
    ['names alone', NAMES, ['AUTH', 'TLS_CERT']],
    ['no names', { ...TOKEN, ...TLS }, ['ALLOWED_HOSTS']],
    ['no TLS', { ...TOKEN, ...NAMES }, ['TLS_CERT']],
    ['no sign-in', { ...TLS, ...NAMES }, ['AUTH']],
    ['all three', { ...TOKEN, ...TLS, ...NAMES }, []],
    ['all three with a proxy', { ...TOKEN, ...PROXY, ...NAMES }, []],
    ['a launch token, which is not sign-in', { LAUNCH_TOKEN: 'on', ...TLS, ...NAMES }, ['AUTH']],
  ])('with %s', (_, env, expected) => {
    expect(missing(problemsOf(env, '0.0.0.0', '0.0.0.0'))).toEqual(expected)
  })
})

describe('loopback', () => {
  test.each<[string, Environment]>([
    ['without any variable', {}],
    ['with a launch token', { LAUNCH_TOKEN: 'on' }],
    ['with TLS', TLS],
    ['with TLS and sign-in', { ...TLS, ...TOKEN }],
    ['on another port, as a container or a tunnel maps it', { ALLOWED_HOSTS: 'localhost:9000' }],
    ['behind a proxy on the same machine', { ...TOKEN, BEHIND_TLS_PROXY: '127.0.0.1', ...NAMES }],
  ])('needs nothing else %s', (_, env) => {
    expect(problemsOf(env, '127.0.0.1', '127.0.0.1')).toEqual([])
    expect(problemsOf(env, 'localhost', '127.0.0.1', '::1')).toEqual([])
  })

  test.each<[string, Environment, readonly string[]]>([
    ['an external host name needs sign-in and TLS', NAMES, ['AUTH', 'TLS_CERT']],
    ['a proxy on another machine needs sign-in and host names', PROXY, ['AUTH', 'ALLOWED_HOSTS']],
    ['a proxy needs host names', { ...PROXY, ...TOKEN }, ['ALLOWED_HOSTS']],
  ])('%s', (_, env, expected) => {
    expect(missing(problemsOf(env, '127.0.0.1', '127.0.0.1'))).toEqual(expected)
  })

  test('sign-in needs TLS, because cookies go to every port', () => {
    expect(problemsOf(TOKEN, '127.0.0.1', '127.0.0.1').join()).toMatch(/AUTH=token needs TLS on loopback too/)
  })
})

test('a host without an address is reported', () => {
  expect(problemsOf({}, 'no-such-host')).toEqual([
    'HOST=no-such-host has no address: set it to a name or an address of this machine.',
  ])
})

test('on a Unix socket HOST does not matter, but ALLOWED_HOSTS is needed', () => {
  const env = {
    AUTH: 'proxy-header',
    TRUSTED_PROXY: 'unix:/run/swas.sock',
    IDENTITY_HEADER: 'X-Forwarded-User',
    ALLOWED_USERS: '*',
    BEHIND_TLS_PROXY: 'unix',
  }
  expect(missing(problemsOf(env, '0.0.0.0', '0.0.0.0'))).toEqual(['ALLOWED_HOSTS'])
  expect(problemsOf({ ...env, ...NAMES }, '127.0.0.1', '127.0.0.1')).toEqual([])
})

describe('a host', () => {
  const nowhere = () => Promise.reject(new Error('ENOTFOUND'))

  test('a name resolves to all of its addresses', async () => {
    const lookup = async () => [{ address: '127.0.0.1' }, { address: '192.0.2.7' }]
    expect(await resolveHost('a-name', lookup)).toEqual(['127.0.0.1', '192.0.2.7'])
  })

  test('a name without an address resolves to none', async () => {
    expect(await resolveHost('x', nowhere)).toEqual([])
  })

  test.each(['', '*', '0', '0.0.0.0'])('"%s" means every interface', async (host) => {
    expect(await resolveHost(host, nowhere)).toEqual(['0.0.0.0'])
  })

  test(':: means every IPv6 interface', async () => {
    expect(await resolveHost('::', nowhere)).toEqual(['::'])
  })
})
