import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { createServerHarness, type ServerHarness, KEYS } from '../testing/server-harness.ts'

const REGION = 'cn-hangzhou'
const OTHER_KEY = 'STS.another-account-0002'

let folder: string
let harness: ServerHarness | undefined

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'accounts-'))
  vi.stubEnv('HOME', folder)
})
afterEach(async () => {
  await harness?.close()
  harness = undefined
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

/** Stops the server, and starts another one with the same folder. */
async function restart(env: Record<string, string>): Promise<ServerHarness> {
  await harness?.close()
  harness = await createServerHarness({ folder: path.join(folder, 'data'), env })
  return harness
}

function writeProfile(accessKeyId: string) {
  const { accessKeySecret, securityToken } = KEYS
  const keys = { access_key_id: accessKeyId, access_key_secret: accessKeySecret, sts_token: securityToken }
  const profiles = [{ name: 'default', mode: 'StsToken', ...keys }]
  const file = path.join(folder, '.aliyun', 'config.json')
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify({ current: 'default', profiles }))
  chmodSync(file, 0o600)
}

const WAYS = {
  'in the environment': (accessKeyId: string) => ({ ALIBABA_CLOUD_ACCESS_KEY_ID: accessKeyId }),
  'in the same profile': (accessKeyId: string) => {
    writeProfile(accessKeyId)
    return { SWAS_CREDENTIALS: 'profile' }
  },
}

test.each(Object.entries(WAYS))('other keys %s do not see stored data of the first', async (_, use) => {
  const first = await restart(use(KEYS.accessKeyId))
  expect((await first.readImages(REGION)).body.total).toBeGreaterThan(0)
  const other = await restart(use(OTHER_KEY))
  // The cloud refuses these keys, so the server could only show stored data.
  expect((await other.failImages(REGION)).body.code).toBe('CREDENTIALS_REJECTED')
  const again = await restart(use(KEYS.accessKeyId))
  expect((await again.readImages(REGION)).body.total).toBeGreaterThan(0)
  expect(again.faults.stats().calls).toBe(0)
})

test('renewed temporary keys keep the stored data of their account', async () => {
  const named = { SWAS_ACCOUNT: 'team' }
  const first = await restart(named)
  expect((await first.readImages(REGION)).body.total).toBeGreaterThan(0)
  const renewed = await restart({ ...named, ALIBABA_CLOUD_ACCESS_KEY_ID: OTHER_KEY })
  expect((await renewed.readImages(REGION)).body.total).toBeGreaterThan(0)
  expect(renewed.faults.stats().calls).toBe(0)
})
