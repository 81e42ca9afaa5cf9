import { expect, test } from 'vitest'

import { FAILURES } from './failure-codes.ts'

test('only failures of our own caller have status 401 or 403', () => {
  const ours = Object.entries(FAILURES).filter(([, { status }]) => status === 401 || status === 403)
  expect(ours.map(([code]) => code)).toEqual(['UNAUTHENTICATED', 'FORBIDDEN'])
})

test('every failure says what happened and what to do', () => {
  for (const { title, hint } of Object.values(FAILURES)) {
    expect(title).toMatch(/^[A-Z].*[^.]$/)
    expect(hint).toMatch(/^[A-Z].*\.$/)
  }
})
