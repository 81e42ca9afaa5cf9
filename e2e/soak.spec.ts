import { expect, test } from '@playwright/test'

import { startFaultySample } from './soak/faulty-sample.ts'
import { brokenPromises, rssSlope, type SoakResult } from './soak/judge.ts'
import type { PhaseResult } from './soak/phase.ts'
import { formatSoak } from './soak/report.ts'

/** Ten minutes, a look each second. */
const MINUTES = Array.from({ length: 600 }, (_, second) => second / 60)

function phase(name: string, more: Partial<PhaseResult> = {}): PhaseResult {
  return {
    name,
    seconds: 600,
    reads: { byState: { fresh: 100, stale: 100 }, wrong: [] },
    calls: 40,
    attempts: 44,
    rssMb: 120,
    heapMb: 20,
    openFiles: 40,
    loopDelayMs: 12,
    rssByMinute: MINUTES.map((minute) => [minute, 120]),
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

const growing = MINUTES.map((minute) => [minute, 120 + 2 * minute] as const)

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
  ['a heap that grew', { after: { ...phase('after', { heapMb: 40 }), isFresh: true } }, /heap went from 20/],
  [
    'memory that grows',
    { dead: phase('dead', { rssByMinute: growing }) },
    /dead memory grew 2\.00 MB a minute/,
  ],
  ['memory that grows in chaos', { chaos: phase('chaos', { rssByMinute: growing }) }, /chaos memory grew/],
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

test('a soak in which all held breaks no promise, and its figures have a line for each phase', () => {
  expect(brokenPromises(soaked())).toEqual([])
  expect(formatSoak(soaked()).split('\n')).toHaveLength(10)
})

for (const [what, breach, sentence] of BREACHES) {
  test(`a soak tells of ${what}`, () => {
    expect(brokenPromises(soaked(breach)).join('\n')).toMatch(sentence)
  })
}

test('memory is judged once it has settled, and over enough looks', () => {
  expect(rssSlope({ rssByMinute: MINUTES.map((minute) => [minute, Math.min(minute, 3) * 50]) })).toBe(0)
  expect(rssSlope({ rssByMinute: growing.slice(0, 200) })).toBe(0)
  expect(rssSlope({ rssByMinute: growing })).toBeCloseTo(2)
})

test('the sample cloud shows nothing of keys that it was given', async () => {
  const sample = await startFaultySample({
    ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI5tGivenGivenGiven1',
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'GivenGivenSecret0123456789',
  })
  await sample.setMode('chaos')
  // Looks through all that it wrote.
  expect(await sample.stop()).toBe(0)
})
