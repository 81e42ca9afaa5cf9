import { once } from 'node:events'
import { createServer } from 'node:http'

import { expect, test } from '@playwright/test'

import { startFaultySample } from './soak/faulty-sample.ts'
import { brokenPromises, growth, type SoakResult, usuallyHeldUpMs } from './soak/judge.ts'
import type { PhaseResult } from './soak/phase.ts'
import { startReaders } from './soak/readers.ts'
import { formatSoak } from './soak/report.ts'

/** Ten minutes, a collection of garbage each quarter. */
const MINUTES = Array.from({ length: 40 }, (_, quarter) => quarter / 4)

function phase(name: string, more: Partial<PhaseResult> = {}): PhaseResult {
  return {
    name,
    seconds: 600,
    reads: { byState: { fresh: 100, stale: 100 }, wrong: [] },
    calls: 40,
    attempts: 44,
    rssMb: 120,
    openFiles: 40,
    heldUpMs: Array.from({ length: 600 }, () => 12),
    keptByMinute: MINUTES.map((minute) => [minute, 30]),
    ...more,
  }
}

function soaked(more: Partial<SoakResult> = {}): SoakResult {
  return {
    calm: phase('calm'),
    dead: phase('dead cloud'),
    recovery: { ...phase('cloud is back'), isFresh: true },
    chaos: phase('chaos'),
    after: { ...phase('good again'), isFresh: true },
    idleFiles: { before: 27, after: 30 },
    drain: { held: 4, answered: 4, exitCode: 0, seconds: 0.1, otherwise: [] },
    uncaught: [],
    ...more,
  }
}

const growing = MINUTES.map((minute) => [minute, 30 + 2 * minute] as const)
const stuck = Array.from({ length: 600 }, (_, second) => (second % 50 === 0 ? 250 : 12))

const BREACHES: [string, Partial<SoakResult>, RegExp][] = [
  [
    'a read that failed',
    { chaos: phase('chaos', { reads: { byState: {}, wrong: ['502', '502'] } }) },
    /chaos: 2 × 502/,
  ],
  ['a slow recovery', { recovery: { ...phase('back'), isFresh: false } }, /20 s after the cloud was back/],
  ['a slow recovery from chaos', { after: { ...phase('after'), isFresh: false } }, /90 s after the chaos/],
  [
    'too many calls',
    { dead: phase('dead', { calls: 46, attempts: 46 }) },
    /46 calls of a dead cloud, not 45/,
  ],
  ['too many retries', { dead: phase('dead', { attempts: 46 }) }, /46 requests for 40 calls/],
  [
    'age that is not told',
    { dead: phase('dead', { reads: { byState: { fresh: 9 }, wrong: [] } }) },
    /never called stale/,
  ],
  [
    'more that is kept',
    { after: { ...phase('after', { keptByMinute: [[0, 47]] }), isFresh: true } },
    /what is kept went from 30 to 47 MB/,
  ],
  ['more memory', { after: { ...phase('after', { rssMb: 190 }), isFresh: true } }, /from 120 to 190 MB/],
  [
    'memory that grows',
    { dead: phase('dead', { keptByMinute: growing }) },
    /dead: what is kept grew 2\.00 MB a minute/,
  ],
  ['memory that grows in chaos', { chaos: phase('chaos', { keptByMinute: growing }) }, /chaos: what is kept/],
  ['a loop that is held up', { calm: phase('calm', { heldUpMs: stuck }) }, /calm: .* held up 250 ms/],
  ['files that stay open', { idleFiles: { before: 27, after: 36 } }, /open files went from 27 to 36/],
  [
    'lost reads',
    { drain: { held: 4, answered: 3, exitCode: 0, seconds: 1, otherwise: ['Error: cut'] } },
    /1 reads were lost/,
  ],
  ['a bad end', { drain: { held: 4, answered: 4, exitCode: 1, seconds: 1, otherwise: [] } }, /ended with 1/],
  [
    'a late end',
    { drain: { held: 4, answered: 4, exitCode: 0, seconds: 12, otherwise: [] } },
    /12\.0 s after SIGTERM/,
  ],
  ['an error nobody caught', { uncaught: ['unhandledRejection'] }, /nobody caught: unhandledRejection/],
]

test('a soak without failures breaks no promise, and reports a line per phase', () => {
  expect(brokenPromises(soaked())).toEqual([])
  expect(formatSoak(soaked()).split('\n')).toHaveLength(9)
})

for (const [what, breach, sentence] of BREACHES) {
  test(`a soak reports ${what}`, () => {
    expect(brokenPromises(soaked(breach)).join('\n')).toMatch(sentence)
  })
}

test('memory is judged once it has settled, and over enough samples', () => {
  expect(growth({ keptByMinute: MINUTES.map((minute) => [minute, Math.min(minute, 1) * 50]) })).toBe(0)
  expect(growth({ keptByMinute: growing.slice(0, 11) })).toBe(0)
  expect(growth({ keptByMinute: growing })).toBeCloseTo(2)
})

test('what the machine does to the event loop in one second of 100 is not judged', () => {
  const heldUpMs = Array.from({ length: 600 }, (_, second) => (second % 100 === 0 ? 900 : 12))
  expect(usuallyHeldUpMs({ heldUpMs })).toBe(12)
  expect(usuallyHeldUpMs({ heldUpMs: [5, 900] })).toBe(900)
})

type Given = { total: number; state: string; fetchedAt: string | null }

const WRONG: [string, Given[], string[]][] = [
  ['good lists', [given({}), given({ fetchedAt: '2026-11-24T00:00:05.000Z' })], []],
  ['an empty list', [given({ total: 0 })], ['a list without images']],
  ['a list that was never taken', [given({ fetchedAt: null })], ['a list without images']],
  [
    'an older list',
    [given({ fetchedAt: '2026-11-24T00:00:05.000Z' }), given({})],
    ['an older list than before'],
  ],
  ['a list that is stale', [given({ state: 'stale', fetchedAt: '2026-11-23T23:58:27.000Z' })], []],
  [
    'a list that is called fresh for too long',
    [given({ fetchedAt: '2026-11-23T23:59:59.000Z' })],
    ['called fresh after 7 s'],
  ],
]

function given(more: Partial<Given>): Given {
  return { total: 3, state: 'fresh', fetchedAt: '2026-11-24T00:00:00.000Z', ...more }
}

for (const [what, answers, wrong] of WRONG) {
  test(`a reader of the soak judges ${what}`, async () => {
    const server = createServer((_, response) => {
      const { total, ...region } = answers.shift() ?? given({})
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
    expect(readers.take().wrong).toEqual(wrong)
  })
}

test('the sample cloud shows nothing of the keys it was given', async () => {
  const sample = await startFaultySample({
    ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI5tGivenGivenGiven1',
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'GivenGivenSecret0123456789',
  })
  await sample.setMode('chaos')
  // Looks through all that it wrote.
  expect(await sample.stop()).toBe(0)
})
