import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { permissionFlags } from './permissions.ts'

let home: string

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'permissions-'))
})
afterEach(() => rmSync(home, { recursive: true }))

const flags = (env: Record<string, string> = {}) =>
  permissionFlags(env, { root: home, cwd: '/opt/swas', home })
const valuesOf = (options: string[], name: string) =>
  options.filter((option) => option.startsWith(`${name}=`)).map((option) => option.slice(name.length + 1))

function writeProfiles(...profiles: Record<string, string>[]) {
  mkdirSync(path.join(home, '.aliyun'))
  const content = JSON.stringify({ current: 'default', profiles })
  writeFileSync(path.join(home, '.aliyun/config.json'), content, { mode: 0o600 })
}

test('by default a server writes only its data, and starts no process', () => {
  const options = flags()
  expect(options[0]).toBe('--permission')
  expect(valuesOf(options, '--allow-fs-write')).toEqual(['/opt/swas/.data', '/opt/swas/.data/*'])
  expect(options).not.toContain('--allow-child-process')
})

test('it reads its program and the files its variables name, but not the folders around them', () => {
  const reads = valuesOf(flags({ DATA_DIR: '/data', TLS_KEY: 'tls/key.pem' }), '--allow-fs-read')
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

test('links are followed to their real path', () => {
  const elsewhere = path.join(home, 'elsewhere')
  mkdirSync(path.join(elsewhere, 'modules'), { recursive: true })
  symlinkSync(path.join(elsewhere, 'modules'), path.join(home, 'node_modules'))
  const reads = valuesOf(flags(), '--allow-fs-read')
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
  const options = flags({ [name]: '/etc/swas/file' })
  expect(valuesOf(options, '--allow-fs-read')).toContain('/etc/swas/file')
  expect(valuesOf(options, '--allow-fs-write')).not.toContain('/etc/swas/file')
})

test('it may create its Unix socket, and replace a stale one', () => {
  expect(valuesOf(flags({ TRUSTED_PROXY: 'unix:/run/swas.sock' }), '--allow-fs-write')).toContain(
    '/run/swas.sock',
  )
})

describe('a profile of the aliyun CLI', () => {
  const config = () => path.join(home, '.aliyun')

  test('that holds keys is read', () => {
    writeProfiles({ name: 'default', mode: 'AK' })
    const options = flags()
    expect(valuesOf(options, '--allow-fs-read')).toContain(config())
    expect(valuesOf(options, '--allow-fs-write')).not.toContain(config())
  })

  test('that gets keys from a program may start it, and write the keys back', () => {
    writeProfiles(
      { name: 'default', mode: 'ChainableRamRoleArn', source_profile: 'program' },
      { name: 'program', mode: 'External', process_command: 'get-keys' },
    )
    const options = flags()
    expect(options).toContain('--allow-child-process')
    expect(valuesOf(options, '--allow-fs-write')).toContain(config())
  })

  test('that is not used adds no permission', () => {
    writeProfiles({ name: 'default', mode: 'External', process_command: 'get-keys' })
    expect(flags({ SWAS_CREDENTIALS: 'sample' })).not.toContain('--allow-child-process')
  })

  test('that names a token file may read it', () => {
    const token = path.join(home, 'token')
    writeFileSync(token, '')
    writeProfiles({ name: 'default', mode: 'OIDC', oidc_token_file: token })
    expect(valuesOf(flags(), '--allow-fs-read')).toContain(token)
  })
})
