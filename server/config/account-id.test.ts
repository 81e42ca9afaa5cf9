import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { startBackend } from '../backend.ts'
import { systemClock } from '../clock.ts'
import { createLog } from '../telemetry/logger.ts'
import { ownerOf } from './account-id.ts'
import { parseConfig } from './config.ts'

const FACTS = { hasProfile: false, addresses: ['127.0.0.1'] }
const KEYS = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'STS.one',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'secret-of-owner-tests',
}
const ROLE = { SWAS_CREDENTIALS: 'ram-role' }

const ownerFor = (env: Record<string, string>, role: string | null = null) =>
  ownerOf(parseConfig(env, FACTS), () => Promise.resolve(role))

describe('whose data it is', () => {
  test('other keys are another account, unless the account has a name', async () => {
    const other = { ...KEYS, ALIBABA_CLOUD_ACCESS_KEY_ID: 'STS.two' }
    expect(await ownerFor(KEYS)).not.toBe(await ownerFor(other))
    const named = { SWAS_ACCOUNT: 'team' }
    expect(await ownerFor({ ...KEYS, ...named })).toBe(await ownerFor({ ...other, ...named }))
    expect(await ownerFor({ ...KEYS, ...named })).not.toBe(
      await ownerFor({ ...KEYS, SWAS_ACCOUNT: 'others' }),
    )
    expect(await ownerFor({ ...KEYS, ...named })).not.toBe(await ownerFor(KEYS))
  })

  test('the role of a machine is that of its account', async () => {
    expect(await ownerFor(ROLE, '1/images')).toBe(await ownerFor(ROLE, '1/images'))
    expect(await ownerFor(ROLE, '1/images')).not.toBe(await ownerFor(ROLE, '2/images'))
    expect(await ownerFor(ROLE, '1/images')).not.toBe(await ownerFor(ROLE, '1/others'))
    expect(await ownerFor(ROLE)).toBeNull()
    expect(await ownerFor({ ...ROLE, SWAS_ACCOUNT: 'team' })).not.toBeNull()
  })

  test('temporary keys that nothing names are told of once, at start', () => {
    const temporary = { ...KEYS, ALIBABA_CLOUD_SECURITY_TOKEN: 'token-of-owner-tests' }
    expect(parseConfig(temporary, FACTS).notices.join()).toContain('SWAS_ACCOUNT')
    expect(parseConfig({ ...temporary, SWAS_ACCOUNT: 'team' }, FACTS).notices).toEqual([])
    expect(parseConfig(KEYS, FACTS).notices).toEqual([])
  })
})

describe('the store of a machine with a role', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'owner-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  test.each([
    ['a file where it is known whose it is', '1/images', 'file'],
    ['memory where it is not', null, 'memory'],
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
        machineRole: () => Promise.resolve(role),
      },
    )
    expect(backend.catalogue.status().store.kind).toBe(kind)
    await backend.close()
  })
})
