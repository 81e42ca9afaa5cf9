import { expect, test } from 'vitest'

import { createSessions, newId, SESSION_IDLE_MS, SESSION_LONGEST_MS } from './sessions.ts'

const ANNA = { identity: { name: 'anna' }, idToken: null }
const BEN = { identity: { name: 'ben' }, idToken: 'id-token' }

function sessionsAt(most?: number) {
  const clock = { now: 1_000_000 }
  return { clock, sessions: createSessions({ now: () => clock.now, ...(most !== undefined && { most }) }) }
}

test('a session is found by its ID until it ends', () => {
  const { sessions } = sessionsAt()
  const [anna, ben] = [sessions.start(ANNA), sessions.start(BEN)]
  expect([sessions.find(anna), sessions.find(ben)]).toEqual([ANNA, BEN])
  expect(sessions.end(anna)).toEqual(ANNA)
  expect([sessions.find(anna), sessions.find(ben), sessions.end(anna)]).toEqual([undefined, BEN, undefined])
})

test.each(['', 'x', newId(), '__proto__'])('an unknown ID finds no session: "%s"', (id) => {
  const { sessions } = sessionsAt()
  sessions.start(ANNA)
  expect(sessions.find(id)).toBeUndefined()
})

test('IDs have 256 bits, and each sign-in gets a new one', () => {
  const { sessions } = sessionsAt()
  const ids = Array.from({ length: 100 }, () => sessions.start(ANNA))
  expect(new Set(ids).size).toBe(100)
  for (const id of ids) expect(Buffer.from(id, 'base64url')).toHaveLength(32)
})

test('a session ends eight hours after its last request', () => {
  const { clock, sessions } = sessionsAt()
  const id = sessions.start(ANNA)
  clock.now += SESSION_IDLE_MS - 1
  expect(sessions.find(id)).toEqual(ANNA)
  clock.now += 3_600_000
  expect(sessions.find(id)).toEqual(ANNA)
  const idle = sessions.start(BEN)
  clock.now += SESSION_IDLE_MS
  expect(sessions.find(idle)).toBeUndefined()
})

test('a session ends twelve hours after sign-in, however active', () => {
  const { clock, sessions } = sessionsAt()
  const id = sessions.start(ANNA)
  for (let hour = 1; hour < 12; hour++) {
    clock.now += 3_600_000
    expect(sessions.find(id)).toEqual(ANNA)
  }
  clock.now += 3_600_000
  expect(clock.now).toBe(1_000_000 + SESSION_LONGEST_MS)
  expect(sessions.find(id)).toBeUndefined()
})

test('with too many sessions, the least recently used one ends', () => {
  const { sessions } = sessionsAt(2)
  const [first, second] = [sessions.start(ANNA), sessions.start(ANNA)]
  sessions.find(first)
  const third = sessions.start(BEN)
  expect([sessions.find(first), sessions.find(second), sessions.find(third)]).toEqual([ANNA, undefined, BEN])
})
