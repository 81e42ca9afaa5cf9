import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'

import { afterEach, describe, expect, test } from 'vitest'

import { systemClock } from '../../clock.ts'
import { createSwasClient } from '../../swas/client.ts'
import { createCredentialSource } from '../../swas/credentials.ts'
import { createTransport } from '../../swas/transport.ts'
import { startSampleServer, SAMPLE_KEYS, type SampleOptions, type SampleServer } from '../server.ts'
import { FAULT_MODES, FAULTS, faultNameOf } from './all-faults.ts'
import { createFaultInjector } from './injector.ts'
import { createSeededRandom } from './rules.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function start(withFaults = true, options: Pick<SampleOptions, 'now' | 'quota'> = {}) {
  const faults = createFaultInjector()
  const sample = await startSampleServer(withFaults ? { ...options, faults: faults } : options)
  const client = clientOf(sample)
  closing.push(
    () => client.close(),
    () => sample.close(),
  )
  const send = async (method: string, path: string, body?: unknown) => {
    const init = body === undefined ? {} : { body: JSON.stringify(body) }
    const response = await fetch(new URL(path, sample.origin), { method, ...init })
    const answer: unknown = await response.json()
    return { status: response.status, answer }
  }
  const list = (regionId = 'cn-hangzhou') => client.listImages({ regionId }, 'operator')
  return { faults, client, send, list }
}

function clientOf({ origin }: SampleServer, accessKeySecret = SAMPLE_KEYS.accessKeySecret) {
  return createSwasClient({
    credentials: createCredentialSource({
      kind: 'fixed',
      credentials: { ...SAMPLE_KEYS, accessKeySecret },
    }),
    transport: createTransport(),
    clock: systemClock,
    random: () => 0,
    nonce: randomUUID,
    callsPerMinute: 1_000,
    originOverride: origin,
  })
}

describe('a sample with faults', () => {
  test('lists its modes', async () => {
    const { send } = await start()
    expect(await send('GET', '/__modes')).toEqual({ status: 200, answer: { modes: FAULT_MODES } })
    expect(new Set(FAULT_MODES).size).toBe(FAULT_MODES.length)
    expect(FAULT_MODES.length).toBeGreaterThan(75)
  })

  test('documents every mode in its README', () => {
    const text = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
    const named = new Set([...text.matchAll(/`([a-z\d-]+)`/g)].map(([, name]) => name))
    expect(FAULT_MODES.filter((mode) => !named.has(mode))).toEqual([])
  })

  test('applies a rule to one operation, one region and a number of calls', async () => {
    const { send, list, client } = await start()
    const rule = { mode: 'null-body', operation: 'ListImages', region: 'cn-beijing', times: 1 }
    expect(await send('POST', '/__mode', rule)).toEqual({ status: 200, answer: {} })
    expect(await client.listRegions('en-US', 'operator')).toMatchObject({ ok: true })
    expect(await list('cn-hangzhou')).toMatchObject({ ok: true })
    expect(await list('cn-beijing')).toMatchObject({ ok: false })
    expect(await list('cn-beijing')).toMatchObject({ ok: true })
  })

  test('answers correctly after a reset', async () => {
    const { send, list } = await start()
    await send('POST', '/__mode', { mode: 'images-null' })
    expect(await list()).toMatchObject({ ok: false })
    await send('POST', '/__reset')
    expect(await list()).toMatchObject({ ok: true })
  })

  test('counts calls', async () => {
    const { send, list, client } = await start()
    await send('POST', '/__mode', { mode: 'internal-error', times: 1 })
    await list()
    await client.listRegions('en-US', 'operator')
    expect((await send('GET', '/__stats')).answer).toMatchObject({
      calls: 3,
      byAction: { ListImages: 2, ListRegions: 1 },
      byMode: { 'internal-error': 1, ok: 2 },
      byKey: { 'ListImages cn-hangzhou': 2, ListRegions: 1 },
      mostInAMinute: { ListImages: 2, ListRegions: 1 },
      overQuota: 0,
      nonceReuse: 0,
      badSignatures: 0,
      maxInFlightByKey: { 'ListImages cn-hangzhou': 1, ListRegions: 1 },
      unexpectedActions: [],
      sinkHits: 0,
    })
  })

  test('counts calls per minute and beyond the quota', async () => {
    let nowMs = Date.now()
    const { list, faults } = await start(true, { now: () => nowMs, quota: { calls: 2, windowMs: 60_000 } })
    for (const passedMs of [0, 30_000, 30_000, 29_999]) {
      nowMs += passedMs
      await list()
    }
    expect(faults.stats()).toMatchObject({ mostInAMinute: { ListImages: 3 }, overQuota: 1 })
  })

  test('counts calls that should not happen', async () => {
    const sample = await startSampleServer({ faults: createFaultInjector() })
    const client = clientOf(sample, 'another secret')
    closing.push(
      () => client.close(),
      () => sample.close(),
    )
    await client.listImages({ regionId: 'cn-hangzhou' }, 'operator')
    await fetch(sample.origin, { method: 'POST', headers: { 'x-acs-action': 'DeleteInstance' } })
    await fetch(new URL('/__sink?x', sample.origin))
    const stats: unknown = await (await fetch(new URL('/__stats', sample.origin))).json()
    expect(stats).toMatchObject({ badSignatures: 1, unexpectedActions: ['DeleteInstance'], sinkHits: 1 })
  })

  test('holds calls until they are released', async () => {
    const { send, list, faults } = await start()
    faults.set({ mode: 'hold' })
    const calls = [list(), list()]
    await faults.arrived(2)
    expect(faults.stats().maxInFlightByKey).toEqual({ 'ListImages cn-hangzhou': 2 })
    await send('POST', '/__release')
    for (const call of calls) expect(await call).toMatchObject({ ok: true })
  })

  test.each([
    [{ mode: 'no-such-mode' }],
    [{ mode: 'stall', times: 0 }],
    [{ mode: 'stall', more: 1 }],
    ['stall'],
  ])('refuses %j', async (rule) => {
    const { send, list } = await start()
    expect((await send('POST', '/__mode', rule)).status).toBe(400)
    expect(await list()).toMatchObject({ ok: true })
  })

  test('repeats the same faults for the same seed', () => {
    const draw = (seed: number) => {
      const random = createSeededRandom(seed)
      return Array.from({ length: 200 }, () => faultNameOf('chaos', random))
    }
    expect(draw(7)).toEqual(draw(7))
    expect(draw(7)).not.toEqual(draw(8))
    const bad = draw(7).filter((name) => name !== 'ok')
    expect(bad.length).toBeGreaterThan(30)
    expect(bad.length).toBeLessThan(90)
    expect(bad.every((name) => name in FAULTS)).toBe(true)
  })
})

test.each([
  ['GET', '/__modes'],
  ['GET', '/__stats'],
  ['POST', '/__mode'],
  ['POST', '/__reset'],
  ['POST', '/__release'],
  ['GET', '/__sink'],
])('a sample without faults does not know %s %s', async (method, path) => {
  const { send } = await start(false)
  expect(await send(method, path, method === 'POST' ? { mode: 'stall' } : undefined)).toMatchObject({
    status: 404,
    answer: { Code: 'InvalidApi.NotFound' },
  })
})
