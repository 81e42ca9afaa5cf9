import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { findCliProfile, profileIdentity } from './aliyun-profile.ts'
import { createCredentialSource } from './credentials.ts'
import type { Credentials } from './sign.ts'

/** The signal of a caller that never gives up. */
const PATIENT = new AbortController().signal

const KEYS: Credentials = {
  accessKeyId: 'LTAI5tSecretive1234',
  accessKeySecret: 'secret',
  securityToken: 't-1',
}

describe('fixed keys', () => {
  test('are returned unchanged', async () => {
    const source = createCredentialSource({ kind: 'fixed', credentials: KEYS })
    expect(await source.get(PATIENT)).toEqual({ ok: true, value: KEYS })
    expect(source.maskedAccessKeyId()).toBe('****1234')
  })

  test('are masked entirely if the ID is hardly longer than what is shown', () => {
    const source = createCredentialSource({ kind: 'fixed', credentials: { ...KEYS, accessKeyId: 'LTAI123' } })
    expect(source.maskedAccessKeyId()).toBe('****')
  })
})

describe('keys of a provider', () => {
  /** A provider that counts how often it is made and asked. */
  function setUp(answer: (asked: number) => Promise<Credentials>) {
    const counts = { made: 0, asked: 0 }
    const createProvider = () => {
      counts.made += 1
      const getCredentials = () => answer((counts.asked += 1))
      return Promise.resolve({ getCredentials })
    }
    const source = createCredentialSource({ kind: 'ram-role' }, { createProvider })
    return { source, counts }
  }

  test('are requested once for any number of callers', async () => {
    const { source, counts } = setUp(() => Promise.resolve(KEYS))
    expect(source.maskedAccessKeyId()).toBeNull()
    const found = await Promise.all(Array.from({ length: 500 }, () => source.get(PATIENT)))
    expect(found.every(({ ok }) => ok)).toBe(true)
    expect(counts).toEqual({ made: 1, asked: 1 })
    expect(source.maskedAccessKeyId()).toBe('****1234')
  })

  test('come from a new provider after a failure, whose message is not shown', async () => {
    const { source, counts } = setUp((asked) =>
      asked === 1 ? Promise.reject(new Error('LEAK-SECRET')) : Promise.resolve(KEYS),
    )
    const failed = await source.get(PATIENT)
    expect(failed).toMatchObject({
      ok: false,
      failure: {
        code: 'CREDENTIALS_MISSING',
        detail: 'The metadata service of this machine gave no keys of a RAM role.',
      },
    })
    expect(JSON.stringify(failed)).not.toContain('LEAK')
    expect(await source.get(PATIENT)).toEqual({ ok: true, value: KEYS })
    expect(counts).toEqual({ made: 2, asked: 2 })
  })

  test('are given up when the caller gives up, and come from a new provider next time', async () => {
    const { source, counts } = setUp((asked) => (asked === 1 ? new Promise(() => {}) : Promise.resolve(KEYS)))
    const caller = new AbortController()
    const first = source.get(caller.signal)
    caller.abort()
    expect(await first).toMatchObject({ ok: false, failure: { code: 'CREDENTIALS_MISSING' } })
    expect(await source.get(PATIENT)).toMatchObject({ ok: true })
    expect(counts).toEqual({ made: 2, asked: 2 })
  })

  test('are not lost to one caller because another gave up', async () => {
    const reply = Promise.withResolvers<Credentials>()
    const { source, counts } = setUp(() => reply.promise)
    const hasty = new AbortController()
    const [first, second] = [source.get(hasty.signal), source.get(PATIENT)]
    hasty.abort()
    expect(await first).toMatchObject({ ok: false })
    reply.resolve(KEYS)
    expect(await second).toEqual({ ok: true, value: KEYS })
    expect(counts).toEqual({ made: 1, asked: 1 })
  })

  test('are dropped once, however many calls were refused with them', async () => {
    const { source, counts } = setUp((asked) => Promise.resolve({ ...KEYS, securityToken: `t-${asked}` }))
    const refused = await source.get(PATIENT)
    if (!refused.ok) throw new Error('no keys')
    for (let times = 0; times < 50; times += 1) source.refresh(refused.value)
    const renewed = await source.get(PATIENT)
    for (let times = 0; times < 50; times += 1) source.refresh(refused.value)
    await source.get(PATIENT)
    expect(renewed).toMatchObject({ value: { securityToken: 't-2' } })
    expect(counts.made).toBe(2)
  })
})

describe('the profile of the aliyun CLI', () => {
  let home: string
  let file: string
  beforeEach(() => {
    home = mkdtempSync(path.join(tmpdir(), 'swas-profile-'))
    mkdirSync(path.join(home, '.aliyun'))
    file = path.join(home, '.aliyun', 'config.json')
    vi.stubEnv('HOME', home)
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    rmSync(home, { recursive: true })
  })

  const profiles = {
    current: 'default',
    profiles: [
      { name: 'default', mode: 'AK', access_key_id: 'LTAI-default', access_key_secret: 's-1' },
      { name: 'sts', mode: 'StsToken', access_key_id: 'STS.x', access_key_secret: 's-2', sts_token: 't-2' },
      { name: 'machine', mode: 'EcsRamRole', ram_role_name: 'role' },
      { name: 'chained', mode: 'ChainableRamRoleArn', source_profile: 'machine' },
      { name: 'circle', mode: 'ChainableRamRoleArn', source_profile: 'circle' },
    ],
  }
  const write = (content: string, mode = 0o600) => {
    writeFileSync(file, content)
    chmodSync(file, mode)
  }
  const get = (profile: string | null = null) =>
    createCredentialSource({ kind: 'profile', profile }).get(PATIENT)

  test('has another identity if its keys, its role or those of a source profile change', () => {
    const identity = (name: string | null = null) => profileIdentity(findCliProfile(home, {}), name)
    const chained = {
      name: 'chained',
      mode: 'ChainableRamRoleArn',
      source_profile: 'default',
      ram_role_arn: 'a',
    }
    const listed = (keys: Record<string, string> = {}, more: Record<string, string> = {}) =>
      write(
        JSON.stringify({
          current: 'default',
          profiles: [
            { ...profiles.profiles[0], ...keys },
            { ...chained, ...more },
          ],
        }),
      )
    listed()
    const [current, role] = [identity(), identity('chained')]
    listed({ access_key_secret: 's-9' }, { sts_token: 't-9' })
    expect([identity(), identity('chained')]).toEqual([current, role])
    listed({ access_key_id: 'LTAI-other' })
    expect(identity()).not.toBe(current)
    expect(identity('chained')).not.toBe(role)
    listed({}, { ram_role_arn: 'b' })
    expect([identity(), identity('chained') === role]).toEqual([current, false])
    expect(role + current).not.toMatch(/s-\d|t-\d/)
    listed({}, { source_profile: 'chained' })
    expect(identity('chained')).toContain('ChainableRamRoleArn')
  })

  test('gives the keys of the current or the named profile', async () => {
    write(JSON.stringify(profiles))
    expect(await get()).toEqual({ ok: true, value: { accessKeyId: 'LTAI-default', accessKeySecret: 's-1' } })
    expect(await get('sts')).toEqual({
      ok: true,
      value: { accessKeyId: 'STS.x', accessKeySecret: 's-2', securityToken: 't-2' },
    })
  })

  test('reports new keys, so that the log can redact them before they are used', async () => {
    write(JSON.stringify(profiles))
    const reported: string[] = []
    const source = createCredentialSource(
      { kind: 'profile', profile: 'sts' },
      {
        onKeys: ({ accessKeySecret, securityToken = '' }) =>
          void reported.push(accessKeySecret, securityToken),
      },
    )
    const old = await source.get(PATIENT)
    await source.get(PATIENT)
    expect(reported).toEqual(['s-2', 't-2'])
    write(JSON.stringify(profiles).replace('t-2', 't-3'))
    if (old.ok) source.refresh(old.value)
    await source.get(PATIENT)
    expect(reported).toEqual(['s-2', 't-2', 's-2', 't-3'])
  })

  test('is read again after its keys were refused', async () => {
    write(JSON.stringify(profiles))
    const source = createCredentialSource({ kind: 'profile', profile: 'sts' })
    const old = await source.get(PATIENT)
    write(JSON.stringify(profiles).replace('t-2', 't-3'))
    expect(await source.get(PATIENT)).toEqual(old)
    if (old.ok) source.refresh(old.value)
    expect(await source.get(PATIENT)).toMatchObject({ ok: true, value: { securityToken: 't-3' } })
  })

  test.each([
    ['nobody', 'The aliyun CLI has no profile "nobody".'],
    [
      'machine',
      'The profile "machine" is the RAM role of this machine; set SWAS_CREDENTIALS=ram-role for that.',
    ],
    [
      'chained',
      'The profile "machine" is the RAM role of this machine; set SWAS_CREDENTIALS=ram-role for that.',
    ],
    ['circle', 'The profile of the aliyun CLI gave no keys.'],
  ])('says why it gives none: %s', async (profile, detail) => {
    write(JSON.stringify(profiles))
    expect(await get(profile)).toMatchObject({ ok: false, failure: { code: 'CREDENTIALS_MISSING', detail } })
  })

  test('never shows its file, whatever is wrong with it', async () => {
    write('{"profiles":[{"access_key_secret":"SUPERSECRET"')
    const broken = await get()
    write('{"current":"x","profiles":[{"name":"x","mode":"SUPERSECRET"}]}')
    const unknown = await get()
    expect(broken).toMatchObject({ ok: false, failure: { detail: `${file} is not valid JSON.` } })
    expect(unknown).toMatchObject({ ok: false, failure: { code: 'CREDENTIALS_MISSING' } })
    expect(JSON.stringify([broken, unknown])).not.toContain('SUPERSECRET')
  })

  test('is found, absent, or refused because others can read it', async () => {
    const find = (env = {}, platform: NodeJS.Platform = 'linux') => findCliProfile(home, env, platform)
    expect(find()).toEqual({ state: 'absent' })
    write(JSON.stringify(profiles))
    expect(find()).toEqual({ state: 'ready', path: file })
    expect(find({ ALIBABA_CLOUD_CLI_PROFILE_DISABLED: 'TRUE' })).toEqual({ state: 'absent' })
    chmodSync(file, 0o644)
    expect(find()).toEqual({ state: 'exposed', path: file, mode: '0644' })
    expect(find({}, 'win32')).toEqual({ state: 'ready', path: file })
    expect(await get()).toMatchObject({
      failure: { detail: `Other users may read ${file} (mode 0644): chmod 600 ${file}` },
    })
  })
})
