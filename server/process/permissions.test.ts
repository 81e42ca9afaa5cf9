import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { grantsOf } from './permissions.ts'

let home: string

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'grants-'))
})
afterEach(() => rmSync(home, { recursive: true }))

const grants = (env: Record<string, string> = {}) => grantsOf(env, { root: home, cwd: '/opt/swas', home })
const valuesOf = (options: string[], name: string) =>
  options.filter((option) => option.startsWith(`${name}=`)).map((option) => option.slice(name.length + 1))

function writeProfiles(...profiles: Record<string, string>[]) {
  mkdirSync(path.join(home, '.aliyun'))
  const content = JSON.stringify({ current: 'default', profiles })
  writeFileSync(path.join(home, '.aliyun/config.json'), content, { mode: 0o600 })
}

test('by itself a server writes its data, and starts nothing', () => {
  const options = grants()
  expect(options[0]).toBe('--permission')
  expect(valuesOf(options, '--allow-fs-write')).toEqual(['/opt/swas/.data', '/opt/swas/.data/*'])
  expect(options).not.toContain('--allow-child-process')
})

test('it reads what it runs and what its variables name, and never a whole folder around them', () => {
  const reads = valuesOf(grants({ DATA_DIR: '/data', TLS_KEY: 'tls/key.pem' }), '--allow-fs-read')
  expect(reads).toEqual(
    expect.arrayContaining(['/data', '/opt/swas/tls/key.pem', '/opt/swas/.env', `${home}/server`]),
  )
  for (const folder of [
    '/',
    '/*',
    '/opt/swas',
    '/opt/swas/*',
    '/opt/swas/tls',
    home,
    `${home}/*`,
    `${home}/.ssh`,
  ])
    expect(reads).not.toContain(folder)
})

test('what a link leads to is read where it really is', () => {
  const elsewhere = path.join(home, 'elsewhere')
  mkdirSync(path.join(elsewhere, 'modules'), { recursive: true })
  symlinkSync(path.join(elsewhere, 'modules'), path.join(home, 'node_modules'))
  const reads = valuesOf(grants(), '--allow-fs-read')
  expect(reads).toEqual(
    expect.arrayContaining([path.join(home, 'node_modules'), path.join(elsewhere, 'modules')]),
  )
  expect(reads).not.toContain(elsewhere)
})

test.each([
  'TLS_CERT',
  'TOKEN_FILE',
  'PROXY_SECRET_FILE',
  'OIDC_CLIENT_SECRET_FILE',
  'ALIBABA_CLOUD_OIDC_TOKEN_FILE',
])('the file that %s names is read, not written', (name) => {
  const options = grants({ [name]: '/etc/swas/file' })
  expect(valuesOf(options, '--allow-fs-read')).toContain('/etc/swas/file')
  expect(valuesOf(options, '--allow-fs-write')).not.toContain('/etc/swas/file')
})

test('a Unix socket to listen on is made, and taken away where nobody answers', () => {
  expect(valuesOf(grants({ TRUSTED_PROXY: 'unix:/run/swas.sock' }), '--allow-fs-write')).toContain(
    '/run/swas.sock',
  )
})

describe('a profile of the aliyun CLI', () => {
  const config = () => path.join(home, '.aliyun')

  test('with keys is read', () => {
    writeProfiles({ name: 'default', mode: 'AK' })
    const options = grants()
    expect(valuesOf(options, '--allow-fs-read')).toContain(config())
    expect(valuesOf(options, '--allow-fs-write')).not.toContain(config())
  })

  test('that asks a program for keys may start it, and have the keys written back', () => {
    writeProfiles(
      { name: 'default', mode: 'ChainableRamRoleArn', source_profile: 'program' },
      { name: 'program', mode: 'External', process_command: 'get-keys' },
    )
    const options = grants()
    expect(options).toContain('--allow-child-process')
    expect(valuesOf(options, '--allow-fs-write')).toContain(config())
  })

  test('that is not used gives no right', () => {
    writeProfiles({ name: 'default', mode: 'External', process_command: 'get-keys' })
    expect(grants({ SWAS_CREDENTIALS: 'sample' })).not.toContain('--allow-child-process')
  })

  test('with a token in a file is allowed that file', () => {
    const token = path.join(home, 'token')
    writeFileSync(token, '')
    writeProfiles({ name: 'default', mode: 'OIDC', oidc_token_file: token })
    expect(valuesOf(grants(), '--allow-fs-read')).toContain(token)
  })
})
