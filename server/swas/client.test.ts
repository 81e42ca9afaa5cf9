import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { systemClock } from '../clock.ts'
import { startSampleServer } from '../sample/server.ts'
import type { CallEvent } from './call.ts'
import { createSwasClient, type SwasClient } from './client.ts'
import { createCredentialSource } from './credentials.ts'
import { createTransport } from './transport.ts'

let sample: Awaited<ReturnType<typeof startSampleServer>>
const open: SwasClient[] = []
const events: CallEvent[] = []

beforeAll(async () => {
  sample = await startSampleServer({ port: 0 })
})
afterAll(async () => {
  for (const client of open) client.close()
  await sample.close()
})

function clientWith(keys: { accessKeyId?: string; accessKeySecret?: string; securityToken?: string } = {}) {
  const { accessKeyId, accessKeySecret } = sample
  const client = createSwasClient({
    credentials: createCredentialSource({
      kind: 'fixed',
      credentials: { accessKeyId, accessKeySecret, ...keys },
    }),
    transport: createTransport(),
    clock: systemClock,
    random: Math.random,
    nonce: randomUUID,
    callsPerMinute: 100,
    originOverride: sample.origin,
    onCall: (event) => events.push(event),
  })
  open.push(client)
  return client
}

describe('the client', () => {
  test('lists the regions in the requested language', async () => {
    const client = clientWith()
    const english = await client.listRegions('en-US', 'operator')
    expect(english).toMatchObject({ ok: true })
    const chinese = await client.listRegions('zh-CN', 'operator')
    const hangzhou = client.knownRegions().find(({ regionId }) => regionId === 'cn-hangzhou')
    expect(hangzhou?.names['en-US']).toContain('Hangzhou')
    expect(hangzhou?.names['zh-CN']).toContain('杭州')
    expect(chinese.ok && chinese.value.regions.length).toBe(27)
  })

  test('lists the images of a region, of a type, or with some IDs', async () => {
    const client = clientWith()
    const all = await client.listImages({ regionId: 'cn-hangzhou' }, 'operator')
    if (!all.ok) throw new Error(all.failure.detail)
    expect(all.value.images.length).toBeGreaterThan(50)
    const apps = await client.listImages({ regionId: 'cn-hangzhou', imageType: 'app' }, 'operator')
    expect(apps.ok && new Set(apps.value.images.map(({ imageType }) => imageType))).toEqual(new Set(['app']))
    const imageIds = all.value.images.slice(0, 2).map(({ imageId }) => imageId)
    const some = await client.listImages({ regionId: 'cn-hangzhou', imageIds }, 'operator')
    expect(some.ok && some.value.images.map(({ imageId }) => imageId).sort()).toEqual(imageIds.sort())
  })

  test.each([
    [{ accessKeySecret: 'wrong' }, { code: 'CREDENTIALS_REJECTED', reason: 'signature' }],
    [{ accessKeyId: 'LTAI-nobody' }, { code: 'CREDENTIALS_REJECTED', reason: 'not-found' }],
  ])('explains rejected keys, and does not call again for a while', async (keys, expected) => {
    const client = clientWith(keys)
    const before = events.length
    const first = await client.listImages({ regionId: 'cn-hangzhou' }, 'operator')
    const second = await client.listImages({ regionId: 'cn-hangzhou' }, 'operator')
    expect(first).toMatchObject({ ok: false, failure: expected })
    expect(second).toEqual(first)
    expect(events.length).toBe(before + 1)
    expect(events.at(-1)).toMatchObject({ attempts: 1 })
  })

  test.each([
    'x@100.100.100.200/',
    'evil.com/#',
    'evil.com\\',
    'oss-cn-hangzhou',
    'CN-HANGZHOU',
    '__proto__',
    '',
  ])('makes no call for the region %j', async (regionId) => {
    const before = events.length
    const outcome = await clientWith().listImages({ regionId }, 'operator')
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'INVALID_REGION' } })
    expect(events.length).toBe(before)
  })

  test('shows only the last four characters of the AccessKey ID', () => {
    expect(clientWith({ accessKeyId: 'LTAI5tSecretive1234' }).maskedAccessKeyId()).toBe('****1234')
  })
})
