import { afterEach, describe, expect, test } from 'vitest'

import { type Arrival, answerOf } from '../testing/raw-upstream.ts'
import { type ClientHarness, createClientHarness, type RigOptions } from '../testing/swas-client-harness.ts'

const ANSWER = answerOf(200, '{"RequestId":"R-1","Images":[]}')

let rig: ClientHarness | undefined
afterEach(() => rig?.close())

async function start(misbehave: (arrival: Arrival) => void, options?: RigOptions): Promise<ClientHarness> {
  rig = await createClientHarness(misbehave, { callsPerMinute: 1_000, ...options })
  return rig
}

function list({ client }: ClientHarness, regionId = 'cn-hangzhou') {
  return client.listImages({ regionId }, 'operator')
}

/** Each connection answers so many times, and is reset by whatever comes next. */
function answersPerConnection(times: number) {
  const left = new WeakMap<object, number>()
  return ({ socket }: Arrival) => {
    const now = left.get(socket) ?? times
    left.set(socket, now - 1)
    if (now > 0) socket.write(ANSWER)
    else socket.resetAndDestroy()
  }
}

describe('a connection that is kept', () => {
  test('and has died is replaced by a new one, not by another that has died', async () => {
    const started = await start(answersPerConnection(1))
    const regions = started.client.knownRegions().slice(0, 4)
    const first = await Promise.all(regions.map(({ regionId }) => list(started, regionId)))
    expect(first.every(({ ok }) => ok)).toBe(true)
    expect(await list(started)).toMatchObject({ ok: true })
    expect(started.events.at(-1)).toMatchObject({ attempts: 2, failure: null })
  })

  test('may die after every answer, for as long as it likes', async () => {
    const started = await start(answersPerConnection(1))
    for (let times = 0; times < 20; times += 1) expect(await list(started)).toMatchObject({ ok: true })
    // Each but the first meets a dead connection, and leaves a new one that will be dead.
    expect(started.events.map(({ attempts }) => attempts)).toEqual(
      Array.from({ length: 20 }, (_, index) => (index === 0 ? 1 : 2)),
    )
  })
})

test('an answer whose chunks make no sense is none of the API', async () => {
  const started = await start(({ socket }) =>
    socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{"\r\nzz\r\nPOISON\r\n'),
  )
  expect(await list(started)).toMatchObject({ ok: false, failure: { code: 'UPSTREAM_BAD_RESPONSE' } })
})
