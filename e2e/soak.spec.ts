import { once } from 'node:events'
import { createServer } from 'node:http'

import { expect, test } from '@playwright/test'

import { startFaultySample } from './soak/faulty-sample.ts'
import { brokenPromises, growth, type SoakResult, p99BlockedMs } from './soak/judge.ts'
import type { PhaseResult } from './soak/phase.ts'
import { startReaders } from './soak/readers.ts'
import { formatSoak } from './soak/report.ts'

/** Ten minutes with a garbage collection every 15 s. */
const MINUTES = Array.from({ length: 40 }, (_, quarter) => quarter / 4)

function phase(name: string, more: Partial<PhaseResult> = {}): PhaseResult {
  return {
    name,
    seconds: 600,
    reads: { byState: { fresh: 100, stale: 100 }, errors: [] },
    calls: 40,
    attempts: 44,
    rssMb: 120,
    openFiles: 40,
    blockedMs: Array.from({ length: 600 }, () => 12),
    retainedByMinute: MINUTES.map((minute) => [minute, 30]),
    ...more,
  }
}

function soakResult(more: Partial<SoakResult> = {}): SoakResult {
  return {
    calm: phase('calm'),
    dead: phase('dead cloud'),
    recovery: { ...phase('cloud is back'), isFresh: true },
    chaos: phase('chaos'),
    after: { ...phase('chaos is over'), isFresh: true },
    idleFiles: { before: 27, after: 30 },
    drain: { held: 4, answered: 4, exitCode: 0, seconds: 0.1, errors: [] },
    uncaught: [],
    ...more,
  }
}

const growing = MINUTES.map((minute) => [minute, 30 + 2 * minute] as const)
const blocked = Array.from({ length: 600 }, (_, second) => (second % 50 === 0 ? 250 : 12))

const BREACHES: [string, Partial<SoakResult>, RegExp][] = [
  [
    'a read that failed',
    { chaos: phase('chaos', { reads: { byState: {}, errors: ['502', '502'] } }) },
    /chaos: 2 × 502/,
  ],
  ['a slow recovery', { recovery: { ...phase('back'), isFresh: false } }, /20 s after the cloud was back/],
  ['a slow recovery from chaos', { after: { ...phase('after'), isFresh: false } }, /90 s after the chaos/],
  [
    'too many calls',
    { dead: phase('dead', { calls: 46, attempts: 46 }) },
    /46 calls to a dead cloud, limit 45/,
  ],
  ['too many retries', { dead: phase('dead', { attempts: 46 }) }, /46 requests for 40 calls/],
  [
    'a stale list reported as fresh',
    { dead: phase('dead', { reads: { byState: { fresh: 9 }, errors: [] } }) },
    /never reported as stale/,
  ],
  [
    'more retained memory',
    { after: { ...phase('after', { retainedByMinute: [[0, 47]] }), isFresh: true } },
    /retained memory went from 30 to 47 MB/,
  ],
  [
    'more resident memory',
    { after: { ...phase('after', { rssMb: 190 }), isFresh: true } },
    /RSS went from 120 to 190 MB/,
  ],
  [
    'memory that grows',
    { dead: phase('dead', { retainedByMinute: growing }) },
    /dead: retained memory grew 2\.00 MB a minute/,
  ],
  [
    'memory that grows in chaos',
    { chaos: phase('chaos', { retainedByMinute: growing }) },
    /chaos: retained memory/,
  ],
  ['a blocked event loop', { calm: phase('calm', { blockedMs: blocked }) }, /calm: .* loop delay was 250 ms/],
  ['files that stay open', { idleFiles: { before: 27, after: 36 } }, /open files went from 27 to 36/],
  [
    'lost reads',
    { drain: { held: 4, answered: 3, exitCode: 0, seconds: 1, errors: ['Error: cut'] } },
    /1 reads were lost/,
  ],
  [
    'a failed exit',
    { drain: { held: 4, answered: 4, exitCode: 1, seconds: 1, errors: [] } },
    /exited with 1/,
  ],
  [
    'a slow exit',
    { drain: { held: 4, answered: 4, exitCode: 0, seconds: 12, errors: [] } },
    /12\.0 s after SIGTERM/,
  ],
  ['an uncaught error', { uncaught: ['unhandledRejection'] }, /uncaught errors: unhandledRejection/],
]

test('a soak without failures breaks no promise, and reports a line per phase', () => {
  expect(brokenPromises(soakResult())).toEqual([])
  expect(formatSoak(soakResult()).split('\n')).toHaveLength(9)
})

for (const [what, breach, sentence] of BREACHES) {
  test(`a soak reports ${what}`, () => {
    expect(brokenPromises(soakResult(breach)).join('\n')).toMatch(sentence)
  })
}

test('memory growth is measured after the first minute, and over enough samples', () => {
  expect(growth({ retainedByMinute: MINUTES.map((minute) => [minute, Math.min(minute, 1) * 50]) })).toBe(0)
  expect(growth({ retainedByMinute: growing.slice(0, 11) })).toBe(0)
  expect(growth({ retainedByMinute: growing })).toBeCloseTo(2)
})

test('one slow second in 100 does not count as a blocked event loop', () => {
  const blockedMs = Array.from({ length: 600 }, (_, second) => (second % 100 === 0 ? 900 : 12))
  expect(p99BlockedMs({ blockedMs })).toBe(12)
  expect(p99BlockedMs({ blockedMs: [5, 900] })).toBe(900)
})

type Listing = { total: number; state: string; fetchedAt: string | null }

const READS: [string, Listing[], string[]][] = [
  ['good lists', [listing({}), listing({ fetchedAt: '2026-11-24T00:00:05.000Z' })], []],
  ['an empty list', [listing({ total: 0 })], ['a list without images']],
  ['a list that was never read', [listing({ fetchedAt: null })], ['a list without images']],
  [
    'an older list',
    [listing({ fetchedAt: '2026-11-24T00:00:05.000Z' }), listing({})],
    ['an older list than before'],
  ],
  ['a list that is stale', [listing({ state: 'stale', fetchedAt: '2026-11-23T23:58:27.000Z' })], []],
  [
    'a list reported as fresh for too long',
    [listing({ fetchedAt: '2026-11-23T23:59:59.000Z' })],
    ['reported as fresh after 7 s'],
  ],
]

function listing(more: Partial<Listing>): Listing {
  return { total: 3, state: 'fresh', fetchedAt: '2026-11-24T00:00:00.000Z', ...more }
}

for (const [what, answers, errors] of READS) {
  test(`a soak reader checks ${what}`, async () => {
    const server = createServer((_, response) => {
      const { total, ...region } = answers.shift() ?? listing({})
      if (answers.length === 0) last()
      response.setHeader('Date', 'Tue, 24 Nov 2026 00:00:06 GMT')
      response.end(JSON.stringify({ total, regions: { here: region } }))
    })
    let last = () => {}
    const isOver = new Promise<void>((resolve) => (last = resolve))
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const readers = startReaders({
      origin: `http://127.0.0.1:${port}`,
      regionIds: ['here'],
      readers: 1,
      readsPerSecond: 100,
      freshSeconds: 5,
    })
    await isOver
    await readers.stop()
    server.close()
    expect(readers.take().errors).toEqual(errors)
  })
}

test('the sample cloud never prints its keys', async () => {
  const sample = await startFaultySample({
    ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI5tGivenGivenGiven1',
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'GivenGivenSecret0123456789',
  })
  await sample.setMode('chaos')
  // Throws if the output contains a key.
  expect(await sample.stop()).toBe(0)
})
