import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { startBackend } from '../app.ts'
import { systemClock } from '../clock.ts'
import { createLog } from '../telemetry/logger.ts'
import { accountFingerprint } from './account-id.ts'
import { parseConfig } from './config.ts'

const FACTS = { hasProfile: false, addresses: ['127.0.0.1'] }
const KEYS = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'STS.one',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'secret-of-owner-tests',
}
const ROLE = { SWAS_CREDENTIALS: 'ram-role' }

const fingerprintOf = (env: Record<string, string>, role: string | null = null) =>
  accountFingerprint(parseConfig(env, FACTS), () => Promise.resolve(role))

describe('the account of stored data', () => {
  test('different keys mean different accounts, unless SWAS_ACCOUNT names one', async () => {
    const other = { ...KEYS, ALIBABA_CLOUD_ACCESS_KEY_ID: 'STS.two' }
    expect(await fingerprintOf(KEYS)).not.toBe(await fingerprintOf(other))
    const named = { SWAS_ACCOUNT: 'team' }
    expect(await fingerprintOf({ ...KEYS, ...named })).toBe(await fingerprintOf({ ...other, ...named }))
    expect(await fingerprintOf({ ...KEYS, ...named })).not.toBe(
      await fingerprintOf({ ...KEYS, SWAS_ACCOUNT: 'others' }),
    )
    expect(await fingerprintOf({ ...KEYS, ...named })).not.toBe(await fingerprintOf(KEYS))
  })

  test('roles are distinguished by account and name', async () => {
    expect(await fingerprintOf(ROLE, '1/images')).toBe(await fingerprintOf(ROLE, '1/images'))
    expect(await fingerprintOf(ROLE, '1/images')).not.toBe(await fingerprintOf(ROLE, '2/images'))
    expect(await fingerprintOf(ROLE, '1/images')).not.toBe(await fingerprintOf(ROLE, '1/others'))
    expect(await fingerprintOf(ROLE)).toBeNull()
    expect(await fingerprintOf({ ...ROLE, SWAS_ACCOUNT: 'team' })).not.toBeNull()
  })

  test('fingerprints stay the same across versions, as stored data carries them', async () => {
    expect(await fingerprintOf(KEYS)).toBe('EQ10DUvKQwIL2vRnwYPTvZ')
    expect(await fingerprintOf(ROLE, '1/images')).toBe('qF1Ohqs3Yjdj4zlwS2h29k')
    expect(await fingerprintOf({ SWAS_ACCOUNT: 'team' })).toBe('sample')
    expect(await fingerprintOf({ ...KEYS, SWAS_ACCOUNT: 'team' })).toBe('IGPxY3MG7T_pyU6oZ6pt4j')
  })

  test('temporary keys without SWAS_ACCOUNT cause a notice', () => {
    const temporary = { ...KEYS, ALIBABA_CLOUD_SECURITY_TOKEN: 'token-of-owner-tests' }
    expect(parseConfig(temporary, FACTS).notices.join()).toContain('SWAS_ACCOUNT')
    expect(parseConfig({ ...temporary, SWAS_ACCOUNT: 'team' }, FACTS).notices).toEqual([])
    expect(parseConfig(KEYS, FACTS).notices).toEqual([])
  })
})

describe('stored data on a machine with a role', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'owner-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  test.each([
    ['a file if the account is known', '1/images', 'file'],
    ['in memory if it is not', null, 'memory'],
  ])('is %s', async (_, role, kind) => {
    const config = parseConfig({ ...ROLE, SWAS_SWEEP: 'off', DATA_DIR: folder }, FACTS)
    const backend = await startBackend(
      config,
      createLog(() => {}, []),
      {
        clock: systemClock,
        catalogueClock: systemClock,
        random: () => 0.5,
        transport: {},
        ecsRole: () => Promise.resolve(role),
      },
    )
    expect(backend.catalogue.status().store.kind).toBe(kind)
    await backend.close()
  })
})
