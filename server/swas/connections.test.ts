import { gzipSync } from 'node:zlib'

import { afterEach, describe, expect, test } from 'vitest'

import type { FailureCode } from '#contract/failure-codes.ts'
import type { FailureReason } from '#contract/failures.ts'

import { sleep } from '../clock.ts'
import { createManualClock } from '../testing/manual-clock.ts'
import { type Arrival, rawResponse } from '../testing/raw-upstream.ts'
import {
  type ClientHarness,
  createClientHarness,
  keysOf,
  type HarnessOptions,
} from '../testing/swas-client-harness.ts'
import { createCredentialSource } from './credentials.ts'

const ANSWER = rawResponse(200, '{"RequestId":"R-1","Images":[]}')
const HEAD = 'HTTP/1.1 200 OK\r\n'

let harness: ClientHarness | undefined
afterEach(() => harness?.close())

async function start(respond: (arrival: Arrival) => void, options?: HarnessOptions): Promise<ClientHarness> {
  harness = await createClientHarness(respond, options)
  return harness
}

function list({ client }: ClientHarness, regionId = 'cn-hangzhou') {
  return client.listImages({ regionId }, 'operator')
}

type Row = [
  name: string,
  respond: (arrival: Arrival) => void,
  attempts: number,
  code: FailureCode,
  reason?: FailureReason,
]

describe('a connection that breaks', () => {
  test.each<Row>([
    ['reset before an answer', ({ socket }) => socket.resetAndDestroy(), 2, 'UPSTREAM_UNREACHABLE', 'reset'],
    ['closed before an answer', ({ socket }) => socket.end(), 2, 'UPSTREAM_UNREACHABLE', 'reset'],
    [
      'reset inside the body',
      ({ socket }) => socket.write(ANSWER.subarray(0, -9), () => socket.resetAndDestroy()),
      2,
      'UPSTREAM_UNREACHABLE',
      'reset',
    ],
    [
      'closed inside the body',
      ({ socket }) => socket.end(ANSWER.subarray(0, -9)),
      2,
      'UPSTREAM_UNREACHABLE',
      'reset',
    ],
    [
      'closed before the last chunk',
      ({ socket }) => socket.end(`${HEAD}transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n`),
      2,
      'UPSTREAM_UNREACHABLE',
      'reset',
    ],
    [
      'closed inside gzip',
      ({ socket }) => {
        const bytes = rawResponse(200, gzipSync('{"Images":[]}'), { 'content-encoding': 'gzip' })
        socket.end(bytes.subarray(0, -9))
      },
      2,
      'UPSTREAM_UNREACHABLE',
      'reset',
    ],
    ['that speaks no HTTP', ({ socket }) => socket.write('SSH-2.0-x\r\n'), 2, 'UPSTREAM_BAD_RESPONSE'],
    [
      'with two lengths',
      ({ socket }) => socket.write(`${HEAD}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`),
      2,
      'UPSTREAM_BAD_RESPONSE',
    ],
    [
      'with a length and chunks',
      ({ socket }) =>
        socket.write(`${HEAD}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`),
      2,
      'UPSTREAM_BAD_RESPONSE',
    ],
    [
      'with a head of 20 KiB',
      ({ socket }) => socket.write(`${HEAD}x: ${'y'.repeat(20 * 1024)}\r\n\r\n`),
      2,
      'UPSTREAM_BAD_RESPONSE',
    ],
    [
      'with 5,000 headers',
      ({ socket }) => socket.write(`${HEAD}${'x: y\r\n'.repeat(5_000)}content-length: 2\r\n\r\n{}`),
      1,
      'UPSTREAM_BAD_RESPONSE',
    ],
    [
      'that switches protocols',
      ({ socket }) => socket.write('HTTP/1.1 101 Switching\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'),
      1,
      'UPSTREAM_BAD_RESPONSE',
    ],
  ])('fails: %s', async (_name, respond, attempts, code, reason) => {
    const started = await start(respond)
    const outcome = await list(started)
    expect(outcome).toMatchObject({ ok: false, failure: { code, retryable: true, retryAfterMs: 15_000 } })
    expect(outcome.ok ? null : outcome.failure.reason).toBe(reason)
    expect(started.upstream.heads).toHaveLength(attempts)
  })

  test('is saved by the retry', async () => {
    const started = await start(({ socket, number }) =>
      number === 1 ? socket.resetAndDestroy() : socket.write(ANSWER),
    )
    expect(await list(started)).toMatchObject({ ok: true })
    expect(started.events).toMatchObject([{ attempts: 2, failure: null, requestId: 'R-1' }])
  })

  test('after an error is not reused for the retry', async () => {
    // Each connection answers once, as a gateway that is shutting down may do without announcing it.
    const used = new WeakSet<object>()
    const started = await start(({ socket }) => {
      if (used.has(socket)) socket.resetAndDestroy()
      else socket.write(rawResponse(500, '{"Code":"InternalError"}'))
      used.add(socket)
    })
    expect(await list(started)).toMatchObject({ failure: { code: 'UPSTREAM_ERROR' } })
    expect(started.upstream.connections()).toBe(2)
    expect(started.upstream.heads).toHaveLength(2)
  })

  test('after a good answer costs the next call nothing', async () => {
    const started = await start(({ socket, number }) => {
      socket.write(ANSWER)
      if (number === 1) socket.end()
    })
    expect(await list(started)).toMatchObject({ ok: true })
    expect(await list(started)).toMatchObject({ ok: true })
  })

  test('that died while idle is replaced', async () => {
    // Each connection answers once and resets on the next request.
    const used = new WeakSet<object>()
    const started = await start(({ socket }) => {
      if (used.has(socket)) socket.resetAndDestroy()
      else socket.write(ANSWER)
      used.add(socket)
    })
    expect(await list(started)).toMatchObject({ ok: true })
    expect(await list(started)).toMatchObject({ ok: true })
    expect(started.upstream.connections()).toBe(2)
    expect(started.events.map(({ attempts }) => attempts)).toEqual([1, 2])
  })

  test('is reused while all is well', async () => {
    const started = await start(({ socket }) => socket.write(ANSWER))
    for (let times = 0; times < 20; times += 1) expect(await list(started)).toMatchObject({ ok: true })
    expect(started.upstream.connections()).toBe(1)
  })

  test('is released by a refused response', async () => {
    // Small enough to have arrived completely before it is read.
    const started = await start(({ socket, number }) =>
      socket.write(number <= 8 ? rawResponse(200, 'x'.repeat(100), { 'content-encoding': 'x' }) : ANSWER),
    )
    for (let times = 0; times < 8; times += 1) expect(await list(started)).toMatchObject({ ok: false })
    expect(await list(started)).toMatchObject({ ok: true })
  })
})

describe('an upstream that sends too much', () => {
  test('cannot answer the next request in advance', async () => {
    const poison = rawResponse(200, '{"Images":[{"ImageId":"m-POISON","ImageName":"x"}]}')
    const started = await start(({ socket }) => socket.write(Buffer.concat([ANSWER, poison])))
    for (let times = 0; times < 5; times += 1) {
      expect(await list(started)).toMatchObject({ ok: true, value: { images: [] } })
    }
  })

  test('may send a thousand informational responses first', async () => {
    const started = await start(({ socket }) => {
      socket.write('HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n'.repeat(1_000))
      socket.write(ANSWER)
    })
    expect(await list(started)).toMatchObject({ ok: true })
    expect(started.upstream.heads).toHaveLength(1)
  })
})

describe('an upstream that is slow', () => {
  test.each<[string, (arrival: Arrival) => void]>([
    ['never answers', () => {}],
    ['stops inside its head', ({ socket }) => socket.write(HEAD)],
    ['stops inside its body', ({ socket }) => socket.write(ANSWER.subarray(0, -9))],
    [
      'stops inside gzip',
      ({ socket }) =>
        socket.write(rawResponse(200, gzipSync('{}'), { 'content-encoding': 'gzip' }).subarray(0, -5)),
    ],
    [
      'drips',
      ({ socket }) => {
        const timer = setInterval(() => socket.write(' '), 1)
        socket.write(`${HEAD}content-length: 999999\r\n\r\n`)
        socket.on('close', () => clearInterval(timer))
      },
    ],
  ])('times out after 10 s: it %s', async (_name, respond) => {
    const started = await start(respond)
    const outcome = list(started)
    await started.upstream.arrived(1)
    await started.clock.pass(9_999)
    expect(started.events).toEqual([])
    await started.clock.pass(1)
    expect(await outcome).toMatchObject({ ok: false, failure: { code: 'UPSTREAM_TIMEOUT' } })
    expect(started.events).toMatchObject([{ attempts: 1 }])
  })

  test('has 10 s for both attempts together', async () => {
    const started = await start(({ socket, number }) => {
      if (number === 1)
        setImmediate(() => void started.clock.pass(6_000).then(() => socket.resetAndDestroy()))
    })
    const outcome = list(started)
    await started.upstream.arrived(2)
    await started.clock.pass(4_000)
    expect(await outcome).toMatchObject({ ok: false, failure: { code: 'UPSTREAM_TIMEOUT' } })
  })

  test.each<[credentials: string, afterMs: number, code: FailureCode]>([
    ['never come', Number.POSITIVE_INFINITY, 'CREDENTIALS_MISSING'],
    ['take 9 s, and the limit another 3 s', 9_000, 'LOCAL_QUOTA'],
    ['take 6 s, and the limit another 3 s', 6_000, 'UPSTREAM_TIMEOUT'],
  ])('gets 10 s in all: credentials %s', async (_name, afterMs, code) => {
    const clock = createManualClock()
    let delayMs = 0
    const getCredentials = () => sleep(delayMs, { clock }).then(() => keysOf(1))
    const createProvider = () => Promise.resolve({ getCredentials })
    const credentials = createCredentialSource({ kind: 'ram-role' }, { createProvider })
    const started = await start(({ socket, number }) => number === 1 && socket.write(ANSWER), {
      credentials,
      clock,
      callsPerMinute: 1,
    })
    const first = list(started)
    await clock.pass(0)
    expect(await first).toMatchObject({ ok: true })
    await clock.pass(60_000 - 3_000 - Math.min(afterMs, 9_000))
    delayMs = afterMs
    const outcome = list(started)
    await clock.pass(10_000)
    expect(started.events).toHaveLength(2)
    expect(await outcome).toMatchObject({ ok: false, failure: { code } })
  })
})

describe('a request', () => {
  test('has exactly the headers it needs', async () => {
    const started = await start(({ socket }) => socket.write(ANSWER))
    await list(started)
    const [line = '', ...headers] = started.upstream.heads[0]?.split('\r\n') ?? []
    expect(line).toBe('POST /?RegionId=cn-hangzhou HTTP/1.1')
    expect(headers.map((header) => header.replace(/:.*/, '').toLowerCase()).sort()).toEqual([
      'accept',
      'accept-encoding',
      'authorization',
      'connection',
      'content-length',
      'host',
      'x-acs-accesskey-id',
      'x-acs-action',
      'x-acs-content-sha256',
      'x-acs-date',
      'x-acs-security-token',
      'x-acs-signature-nonce',
      'x-acs-version',
    ])
  })

  test('has its own nonce, and so does its retry', async () => {
    const started = await start(({ socket, number }) =>
      number % 10 === 1 ? socket.resetAndDestroy() : socket.write(ANSWER),
    )
    for (let times = 0; times < 60; times += 1) await list(started)
    const nonces = started.upstream.heads.map((head) => /x-acs-signature-nonce: (.*)/.exec(head)?.[1])
    expect(nonces.length).toBeGreaterThan(60)
    expect(new Set(nonces).size).toBe(nonces.length)
  })

  test.each([301, 302, 303, 307, 308])('does not follow a redirect (%i)', async (status) => {
    const sink = await createClientHarness(({ socket }) => socket.write(ANSWER))
    const started = await start(({ socket }) =>
      socket.write(rawResponse(status, '', { location: sink.upstream.origin })),
    )
    expect(await list(started)).toMatchObject({
      ok: false,
      failure: { code: 'UPSTREAM_BAD_RESPONSE', reason: 'redirect' },
    })
    expect(started.upstream.heads).toHaveLength(1)
    expect(sink.upstream.connections()).toBe(0)
    await sink.close()
  })
})

/** Each connection answers this many requests and resets on the next one. */
function answersPerConnection(times: number) {
  const left = new WeakMap<object, number>()
  return ({ socket }: Arrival) => {
    const now = left.get(socket) ?? times
    left.set(socket, now - 1)
    if (now > 0) socket.write(ANSWER)
    else socket.resetAndDestroy()
  }
}

describe('an idle connection', () => {
  test('that died is replaced by a new one, not by another dead one', async () => {
    const started = await start(answersPerConnection(1), { callsPerMinute: 1_000 })
    const regions = started.client.knownRegions().slice(0, 4)
    const first = await Promise.all(regions.map(({ regionId }) => list(started, regionId)))
    expect(first.every(({ ok }) => ok)).toBe(true)
    expect(await list(started)).toMatchObject({ ok: true })
    expect(started.events.at(-1)).toMatchObject({ attempts: 2, failure: null })
  })

  test('may die after every response without any call failing', async () => {
    const started = await start(answersPerConnection(1), { callsPerMinute: 1_000 })
    for (let times = 0; times < 20; times += 1) expect(await list(started)).toMatchObject({ ok: true })
    // Each call but the first finds a dead connection, and leaves a new one that will die.
    expect(started.events.map(({ attempts }) => attempts)).toEqual(
      Array.from({ length: 20 }, (_, index) => (index === 0 ? 1 : 2)),
    )
  })
})

test('a response with malformed chunks is refused', async () => {
  const started = await start(({ socket }) =>
    socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{"\r\nzz\r\nPOISON\r\n'),
  )
  expect(await list(started)).toMatchObject({ ok: false, failure: { code: 'UPSTREAM_BAD_RESPONSE' } })
})
