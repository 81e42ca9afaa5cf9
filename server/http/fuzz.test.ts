import { once } from 'node:events'
import { connect } from 'node:net'

import { array, asyncProperty, assert, constantFrom, oneof, string, tuple } from 'fast-check'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import { FAILURES } from '#contract/failure-codes.ts'

import { BATCH_SIZE, corrupted } from '../testing/corrupt-bytes.ts'
import { startFakeService } from '../testing/http-harness.ts'

/** Short, so that incomplete requests time out soon. */
const TIMES = {
  headersTimeout: 1000,
  requestTimeout: 1500,
  connectionsCheckingInterval: 100,
  keepAliveTimeout: 500,
  idleTimeout: 3000,
}

let fake: Awaited<ReturnType<typeof startFakeService>>
beforeAll(async () => {
  fake = await startFakeService({}, { times: TIMES })
})
afterAll(() => fake.service.drain(0))

const methods = constantFrom('GET', 'POST', 'HEAD', 'PUT', 'CONNECT', 'OPTIONS', 'get', 'PRI', 'G\0T')
const targets = oneof(
  constantFrom(
    '/',
    '/images?region=cn-hangzhou',
    '/images/cn-hangzhou/m-1',
    '/api/images?region=cn-hangzhou&type=app&format=csv',
    '/api/images?region=all&q=%E4%B8%AD',
    '/api/images?region=%E5',
    '/api/images/cn-hangzhou/m-1',
    '/api/regions?lang=zh-CN',
    '/api/lookup',
    '/api/regions/cn-hangzhou/refresh',
    '/api/changes?since=2026-11-24T00:00:00Z',
    '/api/changes.atom',
    '/healthz',
    '/metrics',
    '/assets/index-abc.js',
    'http://evil.example/',
    '//evil.example/',
    '*',
  ),
  string({ unit: 'binary' }).map((text) => `/${encodeURI(text.toWellFormed())}`),
)
const headers = constantFrom(
  'Host: 127.0.0.1:PORT',
  'Host: evil.example',
  'X-Console: 1',
  'Sec-Fetch-Site: same-origin',
  'Sec-Fetch-Site: cross-site',
  'Origin: http://127.0.0.1:PORT',
  'Origin: null',
  'Content-Length: 12',
  'Content-Length: -1',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: xchunked',
  'Content-Type: application/json',
  'Expect: 100-continue',
  'Upgrade: websocket',
  'Connection: Upgrade',
  'Connection: close',
  'Accept-Encoding: br;q=2, *;q=0',
  'If-None-Match: W/"x", *',
  'Range: bytes=0-',
  'Cookie: __Host-swas=a; __Host-swas=b',
  'Authorization: Bearer x',
  '__proto__: x',
  ' folded: x',
  'Bad Header: x',
  `X-A: ${'a'.repeat(900)}`,
)
const bodies = constantFrom(
  '',
  '{"text":"m-1"}',
  '{"ids":["m-1"],"live":true,"regions":["cn-hangzhou"]}',
  '5\r\n{"a":\r\n0\r\n\r\n',
  '\0\xff',
)

const requests = corrupted(
  tuple(methods, targets, array(headers, { maxLength: 6 }), bodies).map(([method, target, lines, body]) =>
    [`${method} ${target} HTTP/1.1`, 'Host: 127.0.0.1:PORT', 'X-Console: 1', ...lines, '', body].join('\r\n'),
  ),
)

/** Sends bytes, closes the sending side, and returns everything received. */
async function exchange(text: string): Promise<string> {
  const socket = connect(fake.port, '127.0.0.1').setEncoding('latin1')
  const received: string[] = []
  socket.on('data', (part) => received.push(String(part)))
  socket.on('error', () => {})
  socket.end(text.replaceAll('PORT', String(fake.port)), 'latin1')
  await once(socket, 'close', { signal: AbortSignal.timeout(20_000) })
  return received.join('')
}

test('any input gets one of our responses, without hanging or leaking', { timeout: 900_000 }, async () => {
  const known = new Set<string>(Object.keys(FAILURES))
  globalThis.gc?.()
  const heapBytes = process.memoryUsage().heapUsed
  await assert(
    asyncProperty(array(requests, { minLength: BATCH_SIZE, maxLength: BATCH_SIZE }), async (texts) => {
      const answers = await Promise.all(texts.map(exchange))
      for (const whole of answers) {
        // A request with Expect: 100-continue that never sends its body gets no other response.
        const answer = whole.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '')
        expect(answer).toMatch(/^$|^HTTP\/1\.1 [2-4]\d\d /)
        expect(answer).not.toMatch(/HTTP\/1\.1 5\d\d /)
        for (const [, code = ''] of answer.matchAll(/"code":"(\w+)"/g)) expect(known).toContain(code)
      }
      for (const line of fake.lines.splice(0)) {
        expect(JSON.parse(line)).toHaveProperty('level')
        expect(line.length).toBeLessThanOrEqual(4001)
      }
      fake.asked.splice(0)
    }),
    { numRuns: inject('fuzzBatches'), seed: 20_261_124, endOnFailure: true },
  )
  expect(await exchange('GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 /)
  globalThis.gc?.()
  expect(process.memoryUsage().heapUsed - heapBytes).toBeLessThan(32 * 1024 * 1024)
})
