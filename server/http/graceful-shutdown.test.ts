import { expect, test } from 'vitest'

import type { RegionsAnswer } from '#contract/regions.ts'

import { rawRequest, sendRaw, startFakeService, statusOf } from '../testing/http-harness.ts'

const ANSWER: RegionsAnswer = { regions: [], source: 'sample' }

async function startHeld() {
  const held = Promise.withResolvers<void>()
  const reached = Promise.withResolvers<void>()
  let waiting = 0
  const fake = await startFakeService({
    regions: async () => {
      waiting += 1
      if (waiting === 50) reached.resolve()
      await held.promise
      return { ok: true, value: ANSWER }
    },
  })
  const request = rawRequest(fake.port, '/api/regions', ['X-Console: 1']).replace('Connection: close\r\n', '')
  const answers = Array.from({ length: 50 }, () => sendRaw(fake.port, request))
  await reached.promise
  return { ...fake, answers, held }
}

const get = (port: number, path: string, headers: readonly string[] = []) =>
  sendRaw(port, rawRequest(port, path, headers))

test('on shutdown it finishes requests in flight and refuses new ones', async () => {
  const { service, port, answers, held, asked } = await startHeld()
  const drained = service.drain(60_000)
  expect(statusOf(await get(port, '/readyz'))).toBe(503)
  expect(statusOf(await get(port, '/healthz'))).toBe(200)
  const late = await get(port, '/api/status', ['X-Console: 1'])
  expect([statusOf(late), /"code":"(\w+)"/.exec(late)?.[1]]).toEqual([503, 'DRAINING'])
  held.resolve()
  for (const answer of await Promise.all(answers)) {
    expect(statusOf(answer)).toBe(200)
    expect(answer).toMatch(/^connection: close/im)
  }
  await drained
  expect(asked).toEqual([])
  expect(await get(port, '/healthz')).toBe('')
})

test('a request that never completes is closed after the grace period', async () => {
  const { service, answers } = await startHeld()
  await service.drain(0)
  expect(new Set(await Promise.all(answers))).toEqual(new Set(['']))
})
