import { once } from 'node:events'
import { connect } from 'node:net'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { UPSTREAM_CALL_MS } from '#contract/timeouts.ts'

import { createLog } from '../telemetry/logger.ts'
import { rawRequest, sendRaw, startFakeService, statusOf } from '../testing/http-harness.ts'
import { createAuth, LOOPBACK } from './auth/auth.ts'
import { CONNECTION_TIMES } from './server.ts'

const TIMES = {
  headersTimeout: 100,
  requestTimeout: 200,
  connectionsCheckingInterval: 20,
  keepAliveTimeout: 100,
  idleTimeout: 300,
}

let fake: Awaited<ReturnType<typeof startFakeService>>

beforeAll(async () => {
  fake = await startFakeService({}, { times: TIMES })
})
afterAll(() => fake.service.drain(0))

/** Sends the start of a request and then single bytes, until the connection is closed. Returns everything received. */
async function drip(start: string, everyMs: number | null = 20): Promise<string> {
  const socket = connect(fake.port, '127.0.0.1')
  let received = ''
  socket.setEncoding('latin1')
  socket.on('data', (text) => (received += String(text)))
  socket.on('error', () => {})
  socket.write(start)
  const timer = everyMs === null ? undefined : setInterval(() => socket.write('a'), everyMs)
  await new Promise((resolve) => socket.once('close', resolve))
  clearInterval(timer)
  return received
}

const HEAD =
  'POST /api/lookup HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nX-Console: 1\r\nContent-Type: application/json\r\n'

test.each([
  ['a header', 'GET / HTTP/1.1\r\nX-A: '],
  ['a body', `${HEAD}Content-Length: 1000\r\n\r\n`],
])('a client that sends %s byte by byte is disconnected', async (_, start) => {
  expect(statusOf(await drip(start.replace('PORT', String(fake.port))))).toBe(408)
  expect(fake.asked).toEqual([])
})

test('an idle keep-alive connection is closed', async () => {
  const request = rawRequest(fake.port, '/healthz').replace('Connection: close\r\n', '')
  expect(statusOf(await sendRaw(fake.port, request))).toBe(200)
})

test.each([
  ['drip headers', 'GET / HTTP/1.1\r\nX-A: ', 20],
  ['drip a body', `${HEAD}Content-Length: 1000\r\n\r\n`, 20],
  ['send nothing', '', null],
])('other clients are served while 200 connections %s', async (_, start, everyMs) => {
  const slow = Array.from({ length: 200 }, () => drip(start.replace('PORT', String(fake.port)), everyMs))
  expect(statusOf(await sendRaw(fake.port, rawRequest(fake.port, '/healthz')))).toBe(200)
  for (const received of await Promise.all(slow)) expect(received).toMatch(/^$|408/)
  expect(fake.asked).toEqual([])
})

test('behind a proxy, headers may hold large cookies, and connections outlast those of load balancers', async () => {
  const transport = { kind: 'proxy', isDeclared: () => true } as const
  const world = { log: createLog(() => {}, []), now: () => 0 }
  const proxied = await startFakeService({}, { auth: createAuth({ ...LOOPBACK, transport }, world) })
  const head = (bytes: number) => rawRequest(proxied.port, '/healthz', [`Cookie: ${'a'.repeat(bytes)}`])
  expect(statusOf(await sendRaw(proxied.port, head(15_000)))).toBe(200)
  expect(statusOf(await sendRaw(proxied.port, head(17_000)))).toBe(431)
  const kept = rawRequest(proxied.port, '/healthz').replace('Connection: close', 'Connection: keep-alive')
  const socket = connect(proxied.port, '127.0.0.1', () => socket.write(kept))
  socket.setEncoding('latin1')
  await once(socket, 'readable')
  expect(socket.read()).toMatch(/^keep-alive: timeout=65/im)
  socket.destroy()
  await proxied.service.drain(0)
})

test('by default no pending response is cut off, and no slow request lasts a minute', () => {
  expect(CONNECTION_TIMES.idleTimeout).toBeGreaterThan(UPSTREAM_CALL_MS)
  expect(CONNECTION_TIMES.headersTimeout + CONNECTION_TIMES.connectionsCheckingInterval).toBeLessThanOrEqual(
    6000,
  )
  expect(CONNECTION_TIMES.requestTimeout + CONNECTION_TIMES.connectionsCheckingInterval).toBeLessThanOrEqual(
    11_000,
  )
})
