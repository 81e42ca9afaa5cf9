import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { createTestAuthority } from '../testing/certificate.ts'
import { parseAccess } from './access.ts'
import { createReader, type Environment } from './env-reader.ts'
import { openAccess } from './secrets.ts'

const SECRET = 'canary-0123456789-0123456789-0123456789'
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'open-access-'))
  const authority = createTestAuthority()
  const { cert, key } = authority.issue('images.example.com')
  const files = {
    cert,
    key,
    secret: `${SECRET}\n`,
    short: 'canary-short',
    other: authority.issue('x.example').key,
  }
  for (const [name, text] of Object.entries(files))
    writeFileSync(path.join(folder, name), text, { mode: 0o600 })
})
afterAll(() => rmSync(folder, { recursive: true }))

const file = (name: string) => path.join(folder, name)
const open = (env: Environment) => openAccess(parseAccess(createReader(env)), () => 'token-of-this-start')

test('the token is read, and kept out of the log', () => {
  const { access, secrets, problems } = open({ AUTH: 'token', TOKEN_FILE: file('secret') })
  expect(access.auth).toEqual({ mode: 'token', token: SECRET })
  expect([secrets, problems]).toEqual([[SECRET], []])
})

test('a token of the start is made where it is wanted', () => {
  expect(open({ LAUNCH_TOKEN: 'on' })).toMatchObject({
    access: { auth: { launchToken: 'token-of-this-start' } },
    secrets: ['token-of-this-start'],
  })
  expect(open({}).access.auth).toEqual({ mode: 'none', launchToken: null })
})

test("the provider's secret may be as short as the provider made it", () => {
  const { access, secrets, problems } = open({ AUTH: 'oidc', OIDC_CLIENT_SECRET_FILE: file('short') })
  expect(access.auth).toMatchObject({ provider: { clientSecret: 'canary-short' } })
  expect([secrets, problems]).toEqual([['canary-short'], []])
})

test('certificate and key are read, and must belong together', () => {
  expect(open({ TLS_CERT: file('cert'), TLS_KEY: file('key') })).toMatchObject({
    access: { transport: { kind: 'tls' } },
    problems: [],
  })
  expect(open({ TLS_CERT: file('cert'), TLS_KEY: file('other') }).problems).toEqual([
    'TLS_CERT and TLS_KEY are no certificate and its key, both in PEM.',
  ])
})

test('everything that is wrong with the files is named at once, without a word of them', () => {
  const { problems } = open({
    AUTH: 'proxy-header',
    TRUSTED_PROXY: '10.0.0.2',
    IDENTITY_HEADER: 'X-User',
    ALLOWED_USERS: '*',
    PROXY_SECRET_FILE: file('short'),
    TLS_CERT: file('nothing'),
    TLS_KEY: file('secret'),
  })
  expect(problems).toHaveLength(2)
  expect(problems.join()).toMatch(/PROXY_SECRET_FILE=.*at least 32.*TLS_CERT=.*ENOENT/)
  expect(problems.join()).not.toContain('canary')
})
