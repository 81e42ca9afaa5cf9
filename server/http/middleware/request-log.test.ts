import { connect } from 'node:net'

import { afterEach, expect, test, vi } from 'vitest'

import type { LookupEvent } from '#contract/lookup.ts'

import type { Catalogue } from '../../catalogue/catalogue.ts'
import { rawRequest, startFakeService } from '../../testing/http-harness.ts'

type Fake = Awaited<ReturnType<typeof startFakeService>>
let fake: Fake

afterEach(() => fake.service.drain(0))

const ANSWER: LookupEvent = { event: 'answer', results: [], unknownRegions: [], truncated: false }

/** Starts a live lookup and waits for its first bytes. */
async function openLookup(events: (signal: AbortSignal) => AsyncIterable<LookupEvent>, idleTimeout = 15_000) {
  const lookupLive: Catalogue['lookupLive'] = (_, signal) => ({ ok: true, value: events(signal) })
  const times = {
    headersTimeout: 1000,
    requestTimeout: 1000,
    connectionsCheckingInterval: 20,
    keepAliveTimeout: 50,
    idleTimeout,
  }
  fake = await startFakeService({ lookupLive }, { times })
  const body = '{"ids":["m-1"],"live":true,"regions":["cn-hangzhou"]}'
  const headers = ['X-Console: 1', 'Content-Type: application/json', `Content-Length: ${body.length}`]
  const socket = connect(fake.port, '127.0.0.1')
  socket.setEncoding('utf8')
  let received = ''
  socket.on('data', (text) => (received += String(text)))
  socket.write(rawRequest(fake.port, '/api/lookup', headers, 'POST') + body)
  await new Promise((resolve) => socket.once('data', resolve))
  return { socket, received: () => received }
}

test('a client that hangs up cancels its live lookup', async () => {
  const written = vi.spyOn(console, 'info')
  const aborted = Promise.withResolvers<void>()
  const { socket } = await openLookup(async function* (signal) {
    yield ANSWER
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
    aborted.resolve()
  })
  socket.destroy()
  await aborted.promise
  await expect.poll(() => fake.lines).toHaveLength(1)
  expect(JSON.parse(fake.lines[0] ?? '')).toMatchObject({ level: 'info', status: 200, aborted: true })
  // stdout is reserved for the line with the server's address.
  expect(written).not.toHaveBeenCalled()
})

test('a live lookup that waits for the quota is not closed as idle', async () => {
  const go = Promise.withResolvers<void>()
  const { socket, received } = await openLookup(async function* () {
    yield ANSWER
    await go.promise
    yield ANSWER
  }, 50)
  const silent = connect(fake.port, '127.0.0.1')
  // Once the silent connection is closed, the other one has reached the same timeout.
  await new Promise((resolve) => silent.once('close', resolve))
  go.resolve()
  await new Promise((resolve) => socket.once('close', resolve))
  expect(received().match(/"event":"answer"/g)).toHaveLength(2)
})
