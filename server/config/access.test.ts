import { describe, expect, test } from 'vitest'

import { parseAccess } from './access.ts'
import { createEnvReader, type Environment } from './env-reader.ts'

const OIDC = {
  AUTH: 'oidc',
  OIDC_ISSUER: 'https://login.example.com',
  OIDC_CLIENT_ID: 'swas',
  ALLOWED_GROUPS: 'ops',
}
const PROXY = {
  AUTH: 'proxy-header',
  TRUSTED_PROXY: '10.0.0.2',
  PROXY_SECRET_FILE: '/run/secret',
  IDENTITY_HEADER: 'X-Forwarded-User',
  ALLOWED_USERS: '*',
}

function read(env: Environment) {
  const reader = createEnvReader(env)
  return { access: parseAccess(reader), problems: reader.problems() }
}

test('an OpenID provider with every option', () => {
  const { access, problems } = read({
    ...OIDC,
    OIDC_CLIENT_SECRET_FILE: '/run/secret',
    OIDC_SCOPE: 'openid email groups',
    OIDC_GROUPS_CLAIM: 'roles',
    ALLOWED_USERS: 'anna@example.com , ben@example.com',
    ALLOWED_HOSTS: 'Images.Example.com, [::1]:8443, 192.0.2.7:443',
    TLS_CERT: '/run/cert',
    TLS_KEY: '/run/key',
  })
  expect(problems).toEqual([])
  expect(access).toEqual({
    auth: {
      mode: 'oidc',
      issuer: 'https://login.example.com',
      clientId: 'swas',
      clientSecretFile: '/run/secret',
      scope: 'openid email groups',
      groupsClaim: 'roles',
      allowed: { users: ['anna@example.com', 'ben@example.com'], groups: ['ops'] },
    },
    transport: { kind: 'tls', certFile: '/run/cert', keyFile: '/run/key' },
    allowedHosts: ['images.example.com', '[::1]:8443', '192.0.2.7:443'],
    socketPath: null,
  })
})

test('a proxy on a Unix socket needs no secret', () => {
  const { access, problems } = read({
    AUTH: 'proxy-header',
    TRUSTED_PROXY: 'unix:/run/swas.sock',
    IDENTITY_HEADER: 'X-Forwarded-User',
    ALLOWED_USERS: '*',
    BEHIND_TLS_PROXY: 'unix',
  })
  expect(problems).toEqual([])
  expect([access.socketPath, access.auth]).toMatchObject(['/run/swas.sock', { proxy: { kind: 'unix' } }])
})

describe('a problem is reported', () => {
  test.each<[string, Environment, RegExp]>([
    ['an unknown mode', { AUTH: 'basic' }, /AUTH must be one of none, token, proxy-header, oidc/],
    ['a token without its file', { AUTH: 'token' }, /AUTH=token needs TOKEN_FILE/],
    [
      'a token file without AUTH=token',
      { TOKEN_FILE: '/x' },
      /TOKEN_FILE is for AUTH=token, and AUTH is none/,
    ],
    ['a list of users without sign-in', { ALLOWED_USERS: 'anna' }, /is for AUTH=proxy-header or AUTH=oidc/],
    ['a launch token beside sign-in', { ...OIDC, LAUNCH_TOKEN: 'on' }, /LAUNCH_TOKEN is for AUTH=none/],
    ['a proxy without a network', { ...PROXY, TRUSTED_PROXY: '' }, /needs TRUSTED_PROXY/],
    [
      'a proxy network that includes everyone',
      { ...PROXY, TRUSTED_PROXY: '0.0.0.0/0' },
      /large part of the Internet/,
    ],
    [
      'a proxy network that includes everyone, in IPv6',
      { ...PROXY, TRUSTED_PROXY: '::/0' },
      /large part of the Internet/,
    ],
    ['a TLS proxy network that is everyone', { BEHIND_TLS_PROXY: '0.0.0.0/0' }, /large part of the Internet/],
    ['a TLS proxy that is not a network', { BEHIND_TLS_PROXY: 'yes' }, /"yes" is no network/],
    ['a TLS proxy on a socket that is not configured', { BEHIND_TLS_PROXY: 'unix' }, /"unix" is no network/],
    ['a proxy without a secret', { ...PROXY, PROXY_SECRET_FILE: '' }, /needs PROXY_SECRET_FILE/],
    ['a proxy without a header', { ...PROXY, IDENTITY_HEADER: '' }, /needs IDENTITY_HEADER/],
    [
      'a header with an underscore',
      { ...PROXY, IDENTITY_HEADER: 'X_User' },
      /IDENTITY_HEADER must be a header name/,
    ],
    ['groups without a header', { ...PROXY, ALLOWED_GROUPS: 'ops' }, /ALLOWED_GROUPS needs GROUPS_HEADER/],
    ['a proxy without allowed users', { ...PROXY, ALLOWED_USERS: '' }, /or ALLOWED_USERS=\* for everyone/],
    [
      'a socket whose proxy may speak plain HTTP',
      { ...PROXY, PROXY_SECRET_FILE: '', TRUSTED_PROXY: 'unix:/x' },
      /needs BEHIND_TLS_PROXY=unix/,
    ],
    [
      'a provider without TLS',
      { ...OIDC, OIDC_ISSUER: 'http://login.example.com' },
      /a URL that begins with https/,
    ],
    [
      'a provider that is not a URL',
      { ...OIDC, OIDC_ISSUER: 'login.example.com' },
      /a URL that begins with https/,
    ],
    ['a provider without a client', { ...OIDC, OIDC_CLIENT_ID: '' }, /needs OIDC_CLIENT_ID/],
    [
      'a provider without allowed users',
      { ...OIDC, ALLOWED_GROUPS: '' },
      /needs ALLOWED_USERS or ALLOWED_GROUPS\./,
    ],
    ['a provider for everyone', { ...OIDC, ALLOWED_USERS: '*' }, /anyone who has an account at the provider/],
    ['a certificate without a key', { TLS_CERT: '/x' }, /TLS_KEY is missing/],
    ['a key without a certificate', { TLS_KEY: '/x' }, /TLS_CERT is missing/],
    ['TLS in two places', { TLS_CERT: '/x', TLS_KEY: '/y', BEHIND_TLS_PROXY: '10.0.0.2' }, /not both/],
    ['any host', { ALLOWED_HOSTS: '*' }, /contains "\*", which is not a host/],
    ['a host with a scheme', { ALLOWED_HOSTS: 'https://x.example' }, /which is not a host/],
    ['a pattern of hosts', { ALLOWED_HOSTS: '*.example.com' }, /which is not a host/],
    ['a host that ends in a dot', { ALLOWED_HOSTS: 'x.example.' }, /which is not a host/],
  ])('%s', (_, env, problem) => {
    expect(read(env).problems.join('\n')).toMatch(problem)
  })
})
