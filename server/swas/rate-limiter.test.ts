import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { QUOTA_WAIT_MS } from '#contract/timeouts.ts'

import { createManualClock, type ManualClock } from '../testing/manual-clock.ts'
import { createRateLimiter, type RateLimiter } from './rate-limiter.ts'
import type { CallHistory, Priority } from './sliding-window.ts'

/** Makes a call that ends at once. */
async function call(rateLimiter: RateLimiter, priority: Priority): ReturnType<RateLimiter['acquire']> {
  const permit = await rateLimiter.acquire(priority, QUOTA_WAIT_MS)
  if (permit.granted) permit.end()
  return permit
}

async function callMany(rateLimiter: RateLimiter, priority: Priority, times: number) {
  const permits = await Promise.all(Array.from({ length: times }, () => call(rateLimiter, priority)))
  return permits.filter(({ granted }) => granted).length
}

describe('the rate limiter', () => {
  test('lets an operator use every call, a view all but one, the sweep five', async () => {
    const full = (limit: number) => createRateLimiter('ListImages', limit, createManualClock())
    expect(await callMany(full(9), 'operator', 20)).toBe(9)
    expect(await callMany(full(9), 'view', 20)).toBe(8)
    expect(await callMany(full(9), 'sweep', 20)).toBe(5)
    expect(await callMany(full(4), 'sweep', 20)).toBe(3)
    expect(await callMany(full(1), 'view', 20)).toBe(1)
    expect(await callMany(full(1), 'sweep', 20)).toBe(1)
  })

  test('leaves the sweep its own five while views use the rest', async () => {
    const rateLimiter = createRateLimiter('ListImages', 9, createManualClock())
    expect(await callMany(rateLimiter, 'view', 4)).toBe(4)
    expect(await callMany(rateLimiter, 'sweep', 9)).toBe(4)
    expect(await callMany(rateLimiter, 'operator', 9)).toBe(1)
  })

  test('reports exactly how long until the next call', async () => {
    const clock = createManualClock()
    const rateLimiter = createRateLimiter('ListImages', 1, clock)
    await call(rateLimiter, 'operator')
    await clock.pass(12_345)
    expect(await rateLimiter.acquire('operator', QUOTA_WAIT_MS)).toEqual({
      granted: false,
      retryAfterMs: 47_655,
      throttled: false,
    })
    await clock.pass(47_654)
    expect(rateLimiter.nextFreeInMs('operator')).toBe(1)
  })

  test('makes an operator wait up to 3 s instead of refusing', async () => {
    const clock = createManualClock()
    const rateLimiter = createRateLimiter('ListImages', 1, clock)
    await call(rateLimiter, 'operator')
    await clock.pass(57_000)
    const permit = rateLimiter.acquire('operator', QUOTA_WAIT_MS)
    await clock.pass(3_000)
    expect(await permit).toMatchObject({ granted: true })
  })

  test('refuses at once if the wait would be longer, counting those who wait already', async () => {
    const clock = createManualClock()
    const rateLimiter = createRateLimiter('ListImages', 2, clock)
    await call(rateLimiter, 'operator')
    await clock.pass(1_500)
    await call(rateLimiter, 'operator')
    await clock.pass(56_000)
    const first = rateLimiter.acquire('operator', QUOTA_WAIT_MS)
    expect(await rateLimiter.acquire('operator', QUOTA_WAIT_MS)).toEqual({
      granted: false,
      retryAfterMs: 4_000,
      throttled: false,
    })
    expect(rateLimiter.nextFreeInMs('view')).toBe(60_000)
    await clock.pass(2_500)
    expect(await first).toMatchObject({ granted: true })
  })

  test('serves operators in order of arrival', async () => {
    const clock = createManualClock()
    const rateLimiter = createRateLimiter('ListImages', 2, clock)
    await callMany(rateLimiter, 'operator', 2)
    await clock.pass(57_000)
    const order: string[] = []
    void rateLimiter.acquire('operator', QUOTA_WAIT_MS).then(() => order.push('first'))
    await clock.pass(1_000)
    void rateLimiter.acquire('operator', QUOTA_WAIT_MS).then(() => order.push('second'))
    expect(await rateLimiter.acquire('view', QUOTA_WAIT_MS)).toMatchObject({ granted: false })
    await clock.pass(2_000)
    expect(order).toEqual(['first', 'second'])
  })

  test('counts a call until 60 s after its end, because it may have arrived that late', async () => {
    const clock = createManualClock()
    const rateLimiter = createRateLimiter('ListImages', 1, clock)
    const permit = await rateLimiter.acquire('operator', QUOTA_WAIT_MS)
    await clock.pass(9_000)
    expect(await rateLimiter.acquire('operator', QUOTA_WAIT_MS)).toEqual({
      granted: false,
      retryAfterMs: 60_000,
      throttled: false,
    })
    if (permit.granted) permit.end()
    await clock.pass(59_999)
    expect(rateLimiter.nextFreeInMs('operator')).toBe(1)
    expect(rateLimiter.state()).toMatchObject({ spent: 1, left: 0 })
    await clock.pass(1)
    expect(rateLimiter.state()).toMatchObject({ spent: 0, left: 1, nextFreeInMs: 0 })
  })

  test('refuses every call while the upstream asked for a pause', async () => {
    const clock = createManualClock()
    const rateLimiter = createRateLimiter('ListImages', 9, clock)
    const other = createRateLimiter('ListRegions', 9, clock)
    rateLimiter.pauseFor(6_000)
    expect(await rateLimiter.acquire('operator', QUOTA_WAIT_MS)).toEqual({
      granted: false,
      retryAfterMs: 6_000,
      throttled: true,
    })
    expect(rateLimiter.state()).toMatchObject({ throttled: true, nextFreeInMs: 6_000 })
    expect(await other.acquire('operator', QUOTA_WAIT_MS)).toMatchObject({ granted: true })
    await clock.pass(6_000)
    expect(await rateLimiter.acquire('operator', QUOTA_WAIT_MS)).toMatchObject({ granted: true })
  })

  test('refuses a waiting operator if the upstream asks for a pause meanwhile', async () => {
    const clock = createManualClock()
    const rateLimiter = createRateLimiter('ListImages', 1, clock)
    await call(rateLimiter, 'operator')
    await clock.pass(58_000)
    const permit = rateLimiter.acquire('operator', QUOTA_WAIT_MS)
    rateLimiter.pauseFor(60_000)
    await clock.pass(2_000)
    expect(await permit).toEqual({ granted: false, retryAfterMs: 58_000, throttled: true })
  })
})

describe('the calls of an earlier process', () => {
  const startMs = Date.UTC(2026, 10, 1)

  /** The history shared by one process after another. */
  function createHistory() {
    const calls: { operation: string; priority: Priority; endedAtMs: number | null }[] = []
    const pauses = new Map<string, number>()
    return (restartedAtMs: number): CallHistory => ({
      recentCalls: (operation) =>
        calls
          .filter((call) => call.operation === operation)
          .map(({ priority, endedAtMs }) => ({ priority, endedAtMs: endedAtMs ?? restartedAtMs })),
      recordStart: (operation, priority) => {
        const call: (typeof calls)[number] = { operation, priority, endedAtMs: null }
        calls.push(call)
        return (endedAtMs) => {
          call.endedAtMs = endedAtMs
        }
      },
      pausedUntilMs: (operation) => pauses.get(operation) ?? null,
      pauseUntil: (operation, untilMs) => void pauses.set(operation, untilMs),
    })
  }

  test('count until 60 s after their end, or after the restart if they had none', async () => {
    const history = createHistory()
    const clock = createManualClock(startMs)
    const before = createRateLimiter('ListImages', 9, clock, history(startMs))
    await call(before, 'sweep')
    await clock.pass(10_000)
    await before.acquire('operator', QUOTA_WAIT_MS)
    await createRateLimiter('ListRegions', 9, clock, history(startMs)).acquire('operator', QUOTA_WAIT_MS)
    const restarted = createManualClock(startMs + 30_000)
    const after = createRateLimiter('ListImages', 9, restarted, history(startMs + 30_000))
    expect(after.state()).toMatchObject({ spent: 2, left: 7 })
    await restarted.pass(30_000)
    expect(after.state()).toMatchObject({ spent: 1, left: 8 })
    await restarted.pass(30_000)
    expect(after.state()).toMatchObject({ spent: 0, left: 9 })
  })

  test('leave a pause that the upstream asked for, of at most five minutes', async () => {
    const history = createHistory()
    const clock = createManualClock(startMs)
    createRateLimiter('ListImages', 9, clock, history(startMs)).pauseFor(60_000)
    const restartedAt = (seconds: number) => {
      const restarted = createManualClock(startMs + seconds * 1000)
      return createRateLimiter('ListImages', 9, restarted, history(startMs)).state()
    }
    expect(restartedAt(20)).toMatchObject({ throttled: true, nextFreeInMs: 40_000 })
    expect(restartedAt(60)).toMatchObject({ throttled: false, nextFreeInMs: 0 })
    // The clock was set back by an hour.
    expect(restartedAt(-3600)).toMatchObject({ throttled: true, nextFreeInMs: 300_000 })
    const other = createRateLimiter('ListRegions', 9, clock, history(startMs))
    expect(other.state()).toMatchObject({ throttled: false })
  })

  test('count towards the five of the sweep', async () => {
    const history = createHistory()
    const clock = createManualClock(startMs)
    const before = createRateLimiter('ListImages', 9, clock, history(startMs))
    for (let calls = 0; calls < 5; calls += 1) await call(before, 'sweep')
    const after = createRateLimiter('ListImages', 9, clock, history(startMs))
    expect(after.nextFreeInMs('sweep')).toBe(60_000)
    expect(after.nextFreeInMs('view')).toBe(0)
  })

  test('count as just ended if the clock was set back', async () => {
    const history = createHistory()
    const clock = createManualClock(startMs)
    await call(createRateLimiter('ListImages', 1, clock, history(startMs)), 'operator')
    const past = createManualClock(startMs - 3_600_000)
    const after = createRateLimiter('ListImages', 1, past, history(startMs - 3_600_000))
    expect(after.nextFreeInMs('operator')).toBe(60_000)
  })
})

describe('random arrivals', () => {
  const priority = fc.constantFrom<Priority>('operator', 'view', 'sweep')
  // The gap before the next caller, its priority, how long its call takes, and when within the call the request arrives.
  const arrival = fc.tuple(
    fc.nat(20_000),
    priority,
    fc.nat(10_000),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  const schedule = fc.array(arrival, { minLength: 20, maxLength: 120 })

  async function run(
    clock: ManualClock,
    limit: number,
    arrivals: readonly [number, Priority, number, number][],
  ) {
    const rateLimiter = createRateLimiter('ListImages', limit, clock)
    const arrived: { atMs: number; priority: Priority }[] = []
    const waits: number[] = []
    async function ask(priority: Priority, durationMs: number, share: number) {
      const askedMs = clock.monotonicMs()
      const permit = await rateLimiter.acquire(priority, QUOTA_WAIT_MS)
      const startMs = clock.monotonicMs()
      waits.push(startMs - askedMs)
      if (!permit.granted) return
      arrived.push({ atMs: startMs + share * durationMs, priority })
      clock.after(durationMs, permit.end)
    }
    for (const [gapMs, priority, durationMs, share] of arrivals) {
      await clock.pass(gapMs)
      void ask(priority, durationMs, share)
    }
    await clock.pass(120_000)
    return { arrived, waits }
  }

  function most(times: readonly number[]): number {
    return Math.max(
      0,
      ...times.map((start) => times.filter((at) => at >= start && at < start + 60_000).length),
    )
  }

  test('never bring more calls than the limit in any 60 s', async () => {
    await fc.assert(
      fc.asyncProperty(schedule, fc.integer({ min: 1, max: 10 }), async (arrivals, limit) => {
        const { arrived, waits } = await run(createManualClock(), limit, arrivals)
        expect(most(arrived.map(({ atMs }) => atMs))).toBeLessThanOrEqual(limit)
        const swept = arrived.filter(({ priority }) => priority === 'sweep').map(({ atMs }) => atMs)
        expect(most(swept)).toBeLessThanOrEqual(Math.min(5, Math.max(1, limit - 1)))
        expect(Math.max(...waits)).toBeLessThanOrEqual(3_020)
      }),
      { numRuns: 60 },
    )
  })
})
