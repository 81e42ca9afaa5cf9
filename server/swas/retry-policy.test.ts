import { afterEach, describe, expect, test } from 'vitest'

import { createManualClock, skipShortWaits } from '../testing/manual-clock.ts'
import { type Arrival, rawResponse } from '../testing/raw-upstream.ts'
import {
  type ClientHarness,
  createClientHarness,
  keysOf,
  type HarnessOptions,
} from '../testing/swas-client-harness.ts'
import { createCredentialSource } from './credentials.ts'

const MINUTE_MS = 60_000
const ANSWER = rawResponse(200, '{"RequestId":"R-1","Images":[]}')

let harness: ClientHarness | undefined
afterEach(() => harness?.close())

async function start(respond: (arrival: Arrival) => void, options?: HarnessOptions): Promise<ClientHarness> {
  harness = await createClientHarness(respond, options)
  return harness
}

function list({ client }: ClientHarness, regionId = 'cn-hangzhou') {
  return client.listImages({ regionId }, 'operator')
}

function refusal(Code: string, headers: Record<string, string> = {}): Buffer {
  return rawResponse(400, JSON.stringify({ RequestId: 'R-0', Code }), headers)
}

function header(head: string | undefined, name: string): string {
  return new RegExp(`^${name}: (.*)$`, 'm').exec(head ?? '')?.[1] ?? ''
}

describe('a nonce that was used before', () => {
  test('is replaced once', async () => {
    const started = await start(({ socket, number }) =>
      socket.write(number === 1 ? refusal('SignatureNonceUsed') : ANSWER),
    )
    expect(await list(started)).toMatchObject({ ok: true })
    const nonces = started.upstream.heads.map((head) => header(head, 'x-acs-signature-nonce'))
    expect(new Set(nonces).size).toBe(2)
  })

  test('is not replaced twice', async () => {
    const started = await start(({ socket }) => socket.write(refusal('SignatureNonceUsed')))
    expect(await list(started)).toMatchObject({ failure: { code: 'UPSTREAM_ERROR' } })
    expect(started.upstream.heads).toHaveLength(2)
  })
})

describe('a wrong clock', () => {
  /** An upstream whose clock is ahead of ours; it tolerates 15 minutes. */
  function strictlyAhead(aheadMs: number, { isMute = false, isDeaf = false } = {}) {
    return ({ socket, head }: Arrival) => {
      const theirsMs = ourMs() + aheadMs
      const offMs = Math.abs(Date.parse(header(head, 'x-acs-date')) - theirsMs)
      const date: Record<string, string> = isMute ? {} : { date: new Date(theirsMs).toUTCString() }
      socket.write(isDeaf || offMs > 15 * MINUTE_MS ? refusal('InvalidTimeStamp.Expired', date) : ANSWER)
    }
  }
  const ourMs = () => harness?.clock.wallMs() ?? Date.UTC(2026, 10, 1)

  test.each([61, -61])('is corrected, and stays corrected (%i min)', async (minutes) => {
    const started = await start(strictlyAhead(minutes * MINUTE_MS))
    expect(await list(started)).toMatchObject({ ok: true })
    expect(await list(started)).toMatchObject({ ok: true })
    expect(started.events).toMatchObject([
      { attempts: 2, clockBehindMs: minutes * MINUTE_MS },
      { attempts: 1, failure: null },
    ])
    expect(started.events[1]).not.toHaveProperty('clockBehindMs')
  })

  test('is corrected for all calls in flight', async () => {
    const started = await start(strictlyAhead(61 * MINUTE_MS))
    const regions = started.client.knownRegions().slice(0, 8)
    const outcomes = await Promise.all(regions.map(({ regionId }) => list(started, regionId)))
    expect(outcomes.every(({ ok }) => ok)).toBe(true)
  })

  test.each([
    [61, 'The clock of this machine is 61 min behind that of Alibaba Cloud.'],
    [-61, 'The clock of this machine is 61 min ahead of that of Alibaba Cloud.'],
  ])('is reported if correcting it does not help (%i min)', async (minutes, detail) => {
    const started = await start(strictlyAhead(minutes * MINUTE_MS, { isDeaf: true }))
    expect(await list(started)).toMatchObject({ ok: false, failure: { code: 'CLOCK_SKEW', detail } })
    expect(started.upstream.heads).toHaveLength(2)
  })

  test.each<[string, Parameters<typeof strictlyAhead>]>([
    ['it is off by a day', [24 * 60 * MINUTE_MS]],
    ['the response has no date', [61 * MINUTE_MS, { isMute: true }]],
    ['it is right', [0, { isDeaf: true }]],
  ])('is not corrected if %s', async (_name, parameters) => {
    const started = await start(strictlyAhead(...parameters))
    expect(await list(started)).toMatchObject({ ok: false, failure: { code: 'CLOCK_SKEW' } })
    expect(started.upstream.heads).toHaveLength(1)
  })
})

describe('an expired STS token', () => {
  const onlyToken = (number: number) => {
    return ({ socket, head }: Arrival) =>
      socket.write(
        header(head, 'x-acs-security-token') === `rig-token-${number}`
          ? ANSWER
          : refusal('InvalidSecurityToken.Expired'),
      )
  }

  test('is renewed once for all refused calls', async () => {
    let made = 0
    const credentials = createCredentialSource(
      { kind: 'ram-role' },
      {
        createProvider: () => {
          made += 1
          const keys = keysOf(made)
          return Promise.resolve({ getCredentials: () => Promise.resolve(keys) })
        },
      },
    )
    const started = await start(onlyToken(2), { credentials })
    const regions = started.client.knownRegions()
    const outcomes = await Promise.all(regions.map(({ regionId }) => list(started, regionId)))
    expect(outcomes.every(({ ok }) => ok)).toBe(true)
    expect(made).toBe(2)
    expect(started.events.every(({ attempts }) => attempts <= 2)).toBe(true)
  })

  test('is not retried if the source cannot renew it', async () => {
    const started = await start(onlyToken(2))
    expect(await list(started)).toMatchObject({ ok: false, failure: { code: 'CREDENTIALS_EXPIRED' } })
    expect(started.upstream.heads).toHaveLength(1)
  })

  test('is not retried if the source returns it again', async () => {
    const provider = { getCredentials: () => Promise.resolve(keysOf(1)) }
    const credentials = createCredentialSource(
      { kind: 'profile', profile: null },
      { createProvider: () => Promise.resolve(provider) },
    )
    const started = await start(onlyToken(2), { credentials })
    expect(await list(started)).toMatchObject({ ok: false, failure: { code: 'CREDENTIALS_EXPIRED' } })
    expect(started.upstream.heads).toHaveLength(1)
  })
})

describe('retries', () => {
  test('are at most three in an outage of any length', async () => {
    const started = await start(({ socket }) => socket.resetAndDestroy(), { callsPerMinute: 1_000 })
    for (let times = 0; times < 100; times += 1) await list(started)
    expect(started.upstream.heads).toHaveLength(103)
    await started.clock.pass(MINUTE_MS)
    await list(started)
    expect(started.upstream.heads).toHaveLength(104)
  })

  test.each([
    [0, 200],
    [0.5, 500],
    [0.999, 799],
  ])('wait a random time from 200 to 800 ms (%f)', async (random, waitMs) => {
    const clock = skipShortWaits(createManualClock())
    const waits: number[] = []
    const started = await start(
      ({ socket, number }) => (number === 1 ? socket.resetAndDestroy() : socket.write(ANSWER)),
      {
        random: () => random,
        clock: {
          ...clock,
          after: (delayMs, callback) => {
            if (delayMs < 1000) waits.push(delayMs)
            return clock.after(delayMs, callback)
          },
        },
      },
    )
    expect(await list(started)).toMatchObject({ ok: true })
    expect(waits).toEqual([waitMs])
  })

  test('are earned by ten successes', async () => {
    let isDown = true
    const started = await start(({ socket }) => (isDown ? socket.resetAndDestroy() : socket.write(ANSWER)), {
      callsPerMinute: 1_000,
    })
    for (let times = 0; times < 4; times += 1) await list(started)
    expect(started.upstream.heads).toHaveLength(7)
    isDown = false
    for (let times = 0; times < 10; times += 1) await list(started)
    isDown = true
    // Replacing the idle connection costs nothing.
    await list(started)
    expect(started.upstream.heads).toHaveLength(19)
    await list(started)
    expect(started.upstream.heads).toHaveLength(21)
    await list(started)
    expect(started.upstream.heads).toHaveLength(22)
  })

  test('are not earned by unusable responses', async () => {
    let isDown = true
    const started = await start(
      ({ socket }) => (isDown ? socket.resetAndDestroy() : socket.write(rawResponse(200, '{}'))),
      { callsPerMinute: 1_000 },
    )
    for (let times = 0; times < 4; times += 1) await list(started)
    isDown = false
    for (let times = 0; times < 20; times += 1) await list(started)
    isDown = true
    await list(started)
    expect(started.upstream.heads).toHaveLength(29)
    await list(started)
    expect(started.upstream.heads).toHaveLength(30)
  })

  test('need a permit of the rate limiter; without one the first failure stands', async () => {
    const started = await start(({ socket }) => socket.resetAndDestroy(), { callsPerMinute: 1 })
    expect(await list(started)).toMatchObject({ failure: { code: 'UPSTREAM_UNREACHABLE' } })
    expect(started.events).toMatchObject([{ attempts: 1 }])
    expect(await list(started)).toMatchObject({ failure: { code: 'LOCAL_QUOTA', retryAfterMs: 60_000 } })
    expect(started.events[1]).toMatchObject({ attempts: 0 })
  })

  test('of the sweep count towards the sweep', async () => {
    const started = await start(({ socket }) => socket.resetAndDestroy(), { callsPerMinute: 9 })
    for (const { regionId } of started.client.knownRegions()) {
      await started.client.listImages({ regionId }, 'sweep')
    }
    expect(started.upstream.heads).toHaveLength(5)
  })
})
