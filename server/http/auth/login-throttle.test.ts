import { expect, test } from 'vitest'

import { ATTEMPT_WINDOW_MS, createLoginThrottle, MAX_ATTEMPTS } from './login-throttle.ts'

function attemptsAt(mostPeers?: number) {
  const clock = { now: 5000 }
  const attempts = createLoginThrottle(() => clock.now, mostPeers)
  const fail = (peer: string, times = MAX_ATTEMPTS) => {
    for (let n = 0; n < times; n++) attempts.failed(peer)
  }
  return { clock, attempts, fail }
}

test('after five failures a peer waits until the first is a minute old; others do not', () => {
  const { clock, attempts, fail } = attemptsAt()
  fail('10.0.0.1', 1)
  clock.now += 10_000
  fail('10.0.0.1', 3)
  expect(attempts.waitMs('10.0.0.1')).toBe(0)
  fail('10.0.0.1', 1)
  expect(attempts.waitMs('10.0.0.1')).toBe(ATTEMPT_WINDOW_MS - 10_000)
  expect(attempts.waitMs('10.0.0.2')).toBe(0)
  clock.now += ATTEMPT_WINDOW_MS - 10_001
  expect(attempts.waitMs('10.0.0.1')).toBe(1)
  clock.now += 1
  expect(attempts.waitMs('10.0.0.1')).toBe(0)
})

test('a repeated wrong guess counts once', () => {
  const { attempts } = attemptsAt()
  for (const guess of ['a', 'b', 'a', 'c', 'b', 'a', 'd']) attempts.failed('10.0.0.1', guess)
  expect(attempts.waitMs('10.0.0.1')).toBe(0)
  attempts.failed('10.0.0.1', 'e')
  expect(attempts.waitMs('10.0.0.1')).toBe(ATTEMPT_WINDOW_MS)
})

test('a success resets the failures', () => {
  const { attempts, fail } = attemptsAt()
  fail('10.0.0.1', 4)
  attempts.succeeded('10.0.0.1')
  fail('10.0.0.1', 4)
  expect(attempts.waitMs('10.0.0.1')).toBe(0)
})

test.each([
  ['2001:db8:0:1::1', '2001:db8:0:1:ffff::2', true],
  ['2001:db8::1', '2001:db8::ffff', true],
  ['2001:db8:0:1::1', '2001:db8:0:2::1', false],
  ['::1', '::2', true],
  ['fe80::1%eth0', 'fe80::2%eth0', true],
])('%s and %s are in the same network: %s', (one, other, same) => {
  const { attempts, fail } = attemptsAt()
  fail(one)
  expect(attempts.waitMs(other) > 0).toBe(same)
})

test('the number of remembered peers is limited', () => {
  const { attempts, fail } = attemptsAt(2)
  for (const peer of ['a', 'b', 'c']) fail(peer)
  expect(['a', 'b', 'c'].map((peer) => attempts.waitMs(peer) > 0)).toEqual([false, true, true])
})
