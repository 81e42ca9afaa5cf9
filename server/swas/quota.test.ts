import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { createManualClock } from './manual-clock.ts'
import { createQuota, type Priority } from './quota.ts'

async function takeMany(quota: ReturnType<typeof createQuota>, priority: Priority, times: number) {
  const leaves = await Promise.all(Array.from({ length: times }, () => quota.take(priority)))
  return leaves.filter(({ granted }) => granted).length
}

describe('the quota', () => {
  test('lets an operator use every call, a view all but one, the sweep five', async () => {
    const full = () => createQuota('ListImages', 9, createManualClock())
    expect(await takeMany(full(), 'operator', 20)).toBe(9)
    expect(await takeMany(full(), 'view', 20)).toBe(8)
    expect(await takeMany(full(), 'sweep', 20)).toBe(5)
  })

  test('says exactly how long until the next call', async () => {
    const clock = createManualClock()
    const quota = createQuota('ListImages', 1, clock)
    await quota.take('operator')
    await clock.pass(12_345)
    expect(await quota.take('operator')).toEqual({ granted: false, retryAfterMs: 47_655, throttled: false })
    await clock.pass(47_654)
    expect(quota.nextFreeInMs('operator')).toBe(1)
  })

  test('makes an operator wait up to 3 s instead of refusing', async () => {
    const clock = createManualClock()
    const quota = createQuota('ListImages', 1, clock)
    await quota.take('operator')
    await clock.pass(57_000)
    const leave = quota.take('operator')
    await clock.pass(3_000)
    expect(await leave).toEqual({ granted: true })
  })

  test('lets nothing through while the upstream asked for a rest', async () => {
    const clock = createManualClock()
    const quota = createQuota('ListImages', 9, clock)
    quota.closeFor(6_000)
    expect(await quota.take('operator')).toEqual({ granted: false, retryAfterMs: 6_000, throttled: true })
    await clock.pass(6_000)
    expect(await quota.take('operator')).toEqual({ granted: true })
  })

  test('never goes over in any 60 s, whoever asks when', async () => {
    const priority = fc.constantFrom<Priority>('operator', 'view', 'sweep')
    const arrivals = fc.array(fc.tuple(fc.nat(20_000), priority), { minLength: 20, maxLength: 120 })
    await fc.assert(
      fc.asyncProperty(arrivals, fc.integer({ min: 1, max: 10 }), async (arrivals, limit) => {
        const clock = createManualClock()
        const quota = createQuota('ListImages', limit, clock)
        const granted: number[] = []
        for (const [gapMs, priority] of arrivals) {
          await clock.pass(gapMs)
          void quota.take(priority).then(({ granted: yes }) => yes && granted.push(clock.monotonicMs()))
        }
        await clock.pass(120_000)
        for (const start of granted) {
          expect(granted.filter((at) => at >= start && at < start + 60_000).length).toBeLessThanOrEqual(limit)
        }
      }),
      { numRuns: 30 },
    )
  })
})
