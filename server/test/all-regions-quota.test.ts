import { randomUUID } from 'node:crypto'

import { describe, expect, test } from 'vitest'

import { createCatalogue } from '../catalogue/catalogue.ts'
import { openStore } from '../catalogue/store/open-store.ts'
import { createSwasClient } from '../swas/client.ts'
import { createCredentialSource } from '../swas/credentials.ts'
import { createRegionTable } from '../swas/regions.ts'
import type { Transport } from '../swas/transport.ts'
import { createManualClock, type ManualClock } from '../testing/manual-clock.ts'

const MINUTE_MS = 60_000
const LIMIT = 9

/** Catalogue and client with a fake transport, on a manual clock. */
function setUp(options: { sweep: boolean }) {
  const clock = createManualClock()
  const log: { regionId: string; atMs: number }[] = []
  const cloud = { isDown: false }
  const client = createSwasClient({
    credentials: createCredentialSource({
      kind: 'fixed',
      credentials: { accessKeyId: 'LTAI-key', accessKeySecret: 'secret' },
    }),
    transport: fakeTransport(clock, log, cloud),
    clock,
    random: () => 0.5,
    nonce: randomUUID,
    callsPerMinute: LIMIT,
    originOverride: null,
  })
  const catalogue = createCatalogue({
    client,
    store: openStore(null, 'owner', { days: 365, changes: 1000 }, clock.wallMs()),
    source: 'live',
    freshMs: 3_600_000,
    regionsFreshMs: 86_400_000,
    sweep: options.sweep,
    clock,
    timers: clock,
    random: () => 0.5,
    onEvent: (event) => {
      if ('error' in event) throw event.error
    },
  })
  const readAll = async () => {
    const outcome = await catalogue.images({ regions: 'all', state: 'current' })
    if (!outcome.ok) throw new Error(outcome.failure.code)
    return outcome.value
  }
  return { clock, log, cloud, catalogue, readAll }
}

const LISTED = JSON.stringify({
  RequestId: 'R',
  Regions: createRegionTable()
    .list()
    .map(({ regionId }) => ({ RegionId: regionId, LocalName: regionId })),
})

function fakeTransport(
  clock: ManualClock,
  log: { regionId: string; atMs: number }[],
  cloud: { isDown: boolean },
): Transport {
  return {
    post: (url) => {
      const regionId = url.searchParams.get('RegionId')
      // A call of ListRegions, which has its own quota.
      if (regionId === null) return Promise.resolve({ status: 200, headers: {}, body: LISTED })
      log.push({ regionId, atMs: clock.monotonicMs() })
      const image = { ImageId: `m-${regionId}`, ImageName: 'A', ImageType: 'app', Platform: 'Linux' }
      const body = cloud.isDown
        ? { Code: 'InternalError', RequestId: 'R' }
        : { RequestId: 'R', Images: [{ ...image, Description: '' }] }
      return Promise.resolve({ status: cloud.isDown ? 500 : 200, headers: {}, body: JSON.stringify(body) })
    },
    closeIdle: () => {},
    close: () => {},
  }
}

/** Most calls in any 60 s, in the upstream's log. */
function mostInAMinute(log: readonly { atMs: number }[]): number {
  return Math.max(
    ...log.map(
      (first) => log.filter(({ atMs }) => atMs >= first.atMs && atMs < first.atMs + MINUTE_MS).length,
    ),
  )
}

describe('all regions, at nine calls a minute', () => {
  test('twenty browsers opening them cold cause one call per region, and at most nine in 60 s', async () => {
    const { clock, log, readAll } = setUp({ sweep: false })
    const seen: number[] = []
    let doneAtMs = 0
    while (doneAtMs === 0 && clock.monotonicMs() < 10 * MINUTE_MS) {
      const answers = await Promise.all(Array.from({ length: 20 }, readAll))
      const states = Object.values(answers[0]?.regions ?? {})
      seen.push(states.filter(({ state }) => state === 'fresh').length)
      if (states.every(({ state }) => state === 'fresh')) doneAtMs = clock.monotonicMs()
      await clock.pass(2000)
    }
    expect(log.map(({ regionId }) => regionId)).toHaveLength(27)
    expect(new Set(log.map(({ regionId }) => regionId)).size).toBe(27)
    expect(mostInAMinute(log)).toBeLessThanOrEqual(LIMIT)
    // Regions appear one by one, and all are there within 1.1 times what nine calls a minute allow.
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(new Set(seen).size).toBeGreaterThan(2)
    expect(doneAtMs).toBeLessThanOrEqual(1.1 * 3 * MINUTE_MS)
  })

  test('the background refresh makes at most five calls, and an operator is always served', async () => {
    const { clock, log, catalogue } = setUp({ sweep: true })
    await clock.pass(30_000)
    const swept = log.length
    expect(swept).toBeGreaterThan(0)
    expect(swept).toBeLessThanOrEqual(5)
    const asked = await catalogue.images({ regions: ['me-central-1'], state: 'current' })
    expect(asked.ok).toBe(true)
    await clock.pass(10 * MINUTE_MS)
    expect(mostInAMinute(log)).toBeLessThanOrEqual(6)
    expect(new Set(log.map(({ regionId }) => regionId)).size).toBe(27)
    catalogue.close()
  })

  test('a ten-minute outage fails no read, removes nothing, and is over within 20 s', async () => {
    const { clock, cloud, catalogue, readAll, log } = setUp({ sweep: false })
    for (let turn = 0; turn < 100; turn += 1) {
      await readAll()
      await clock.pass(2000)
    }
    await clock.pass(2 * 3_600_000)
    cloud.isDown = true
    const before = log.length
    for (let turn = 0; turn < 600; turn += 1) {
      const read = await catalogue.images({ regions: ['cn-hangzhou'], state: 'current' })
      expect(read).toMatchObject({
        ok: true,
        value: { total: 1, regions: { 'cn-hangzhou': { state: 'stale' } } },
      })
      await clock.pass(1000)
    }
    expect(log.length - before).toBeLessThanOrEqual(45)
    cloud.isDown = false
    await clock.pass(20_000)
    await catalogue.images({ regions: ['cn-hangzhou'], state: 'current' })
    await clock.pass(0)
    const after = await catalogue.images({ regions: ['cn-hangzhou'], state: 'current' })
    expect(after).toMatchObject({ ok: true, value: { regions: { 'cn-hangzhou': { state: 'fresh' } } } })
    expect(catalogue.changes({ regions: 'all' })).toMatchObject({ ok: true, value: { changes: [] } })
  })
})
