import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { createTestAuthority } from '../testing/certificate.ts'
import { parseAccess } from './access.ts'
import { createEnvReader, type Environment } from './env-reader.ts'
import { loadSecrets, readPrivateFile, readPublicFile, readSecretFile } from './secrets.ts'

const SECRET = 'canary-0123456789-0123456789-0123456789'
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'secrets-'))
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
const open = (env: Environment) => loadSecrets(parseAccess(createEnvReader(env)), () => 'token-of-this-start')

test('reads the token, and reports it as a secret', () => {
  const { access, secrets, problems } = open({ AUTH: 'token', TOKEN_FILE: file('secret') })
  expect(access.auth).toEqual({ mode: 'token', token: SECRET })
  expect([secrets, problems]).toEqual([[SECRET], []])
})

test('creates a launch token if needed', () => {
  expect(open({ LAUNCH_TOKEN: 'on' })).toMatchObject({
    access: { auth: { launchToken: 'token-of-this-start' } },
    secrets: ['token-of-this-start'],
  })
  expect(open({}).access.auth).toEqual({ mode: 'none', launchToken: null })
})

test('accepts a short client secret, because the provider chose it', () => {
  const { access, secrets, problems } = open({ AUTH: 'oidc', OIDC_CLIENT_SECRET_FILE: file('short') })
  expect(access.auth).toMatchObject({ provider: { clientSecret: 'canary-short' } })
  expect([secrets, problems]).toEqual([['canary-short'], []])
})

test('reads certificate and key, which must belong together', () => {
  expect(open({ TLS_CERT: file('cert'), TLS_KEY: file('key') })).toMatchObject({
    access: { transport: { kind: 'tls' } },
    problems: [],
  })
  expect(open({ TLS_CERT: file('cert'), TLS_KEY: file('other') }).problems).toEqual([
    'TLS_CERT and TLS_KEY must be a certificate and its private key, both in PEM.',
  ])
})

test('reports every problem with the files at once, without quoting them', () => {
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

function write(text: string, mode = 0o600) {
  writeFileSync(file('written'), text)
  chmodSync(file('written'), mode)
}

describe.skipIf(process.platform === 'win32')('a file that other users can read', () => {
  test.each([0o640, 0o604, 0o660, 0o644, 0o666, 0o610, 0o601])('is refused: mode %o', (mode) => {
    write(SECRET, mode)
    const read = readPrivateFile('TOKEN_FILE', file('written'))
    const digits = mode.toString(8)
    expect(read).toEqual({
      problem: `TOKEN_FILE=${file('written')}: other users can read it (mode 0${digits}): run chmod 600 ${file('written')}`,
    })
  })

  test.each([0o600, 0o400, 0o700])('is accepted if they cannot: mode %o', (mode) => {
    write(SECRET, mode)
    expect(readPrivateFile('TOKEN_FILE', file('written'))).toEqual({ text: SECRET })
  })

  test('is accepted if it is public', () => {
    write('certificate', 0o644)
    expect(readPublicFile('TLS_CERT', file('written'))).toEqual({ text: 'certificate' })
  })
})

test.each([
  ['a missing file', 'nothing', 'ENOENT'],
  ['a folder', '.', 'EISDIR'],
])('%s is reported with the reason', (_, name, code) => {
  const target = path.join(folder, name)
  chmodSync(folder, 0o700)
  expect(readSecretFile('TOKEN_FILE', target)).toEqual({
    problem: `TOKEN_FILE=${target}: it cannot be read (${code}).`,
  })
})

describe('a secret', () => {
  test.each([
    ['with a trailing line break', `${SECRET}\n`],
    ['of exactly 32 characters', 'abcdefgh'.repeat(4)],
  ])('%s is accepted', (_, text) => {
    write(text)
    expect(readSecretFile('TOKEN_FILE', file('written'))).toEqual({ text: text.trim() })
  })

  test.each([
    ['that is empty', ''],
    ['of 31 characters', 'abcdefgh'.repeat(4).slice(1)],
    ['of one character', 'a'.repeat(64)],
    ['of two words', `${SECRET} ${SECRET}`],
    ['of two lines', `${SECRET}\n${SECRET}\n`],
    ['that is not ASCII', '令牌'.repeat(32)],
  ])('%s is refused without being quoted', (_, text) => {
    write(text)
    const read = readSecretFile('TOKEN_FILE', file('written'))
    expect(read).toHaveProperty('problem')
    expect(JSON.stringify(read)).not.toMatch(/canary|令|aaa|abcd/)
  })
})
