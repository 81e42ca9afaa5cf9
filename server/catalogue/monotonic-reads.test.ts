import fc from 'fast-check'
import { expect, test } from 'vitest'

import type { ImagesAnswer, SnapshotState } from '#contract/images.ts'

import { createHarness } from '../testing/catalogue-harness.ts'
import { listedImage } from '../testing/fake-swas-client.ts'
import { createManualClock } from '../testing/manual-clock.ts'

const HOUR_MS = 3_600_000
const REGION = 'cn-hangzhou'

const step = fc.record({
  kind: fc.constantFrom('read', 'refresh', 'fail', 'mend', 'list', 'list'),
  waitMs: fc.constantFrom(0, 1000, 16_000, 70_000, HOUR_MS),
  size: fc.nat(12),
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never
type Seen = { ids: string; state: SnapshotState; ageSeconds: number }

/** Runs the steps and returns what a reader saw after each, and every list that the cloud ever had. */
async function run(steps: readonly Step[]): Promise<{ seen: Seen[]; lists: Set<string> }> {
  const clock = createManualClock()
  const { images, failures, catalogue, read } = createHarness({ clock, regionIds: [REGION] })
  const lists = new Set<string>()
  const seen: Seen[] = []

  /** Lists share only every fifth image, so that a mixture of two is detected. */
  function list(size: number) {
    const ids = Array.from({ length: size }, (_, index) =>
      index % 5 === 0 ? `${index}` : `${lists.size}-${index}`,
    )
    lists.add(ids.join())
    images.set(
      REGION,
      ids.map((imageId) => listedImage(imageId)),
    )
  }

  const actions = {
    read: () => {},
    refresh: () => catalogue.refresh(REGION),
    fail: () => failures.set(REGION, { code: 'UPSTREAM_ERROR' }),
    mend: () => failures.clear(),
    list,
  }
  list(3)
  for (const { kind, waitMs, size } of steps) {
    await actions[kind](size)
    await clock.pass(waitMs)
    const answer: ImagesAnswer | null = await read(REGION).catch(() => null)
    const state = answer?.regions[REGION]
    // Two readings within a millisecond get times a millisecond apart, so the last may lie just ahead of the clock.
    const ageSeconds = Math.round((clock.wallMs() - Date.parse(state?.fetchedAt ?? '')) / 1000)
    if (answer !== null && state !== undefined)
      seen.push({ ids: answer.images.map(({ imageId }) => imageId).join(), state, ageSeconds })
  }
  return { seen, lists }
}

test('whatever happens, a reader sees only complete lists, never an older one, and fresh ones in time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { seen, lists } = await run(steps)
      expect(seen.filter(({ ids }) => !lists.has(ids))).toEqual([])
      const dates = seen.map(({ state }) => state.fetchedAt ?? '')
      expect(dates).toEqual(dates.toSorted())
      for (const [index, { state, ageSeconds }] of seen.entries()) {
        const before = seen[index - 1]
        const leastSeconds = before?.state.fetchedAt === state.fetchedAt ? before.ageSeconds : 0
        expect(ageSeconds).toBeGreaterThanOrEqual(leastSeconds)
        if (state.state === 'fresh') expect(ageSeconds).toBeLessThan((1.2 * HOUR_MS) / 1000)
      }
    }),
    { numRuns: 100 },
  )
})
