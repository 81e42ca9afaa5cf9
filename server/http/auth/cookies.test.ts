import { expect, test } from 'vitest'

import { fakeHead } from '../../testing/fake-head.ts'
import { COOKIES, formatCookie, formatRemoval, readCookie } from './cookies.ts'

test('the session cookie is hidden from scripts, other sites, other hosts and plain HTTP', () => {
  expect(formatCookie(COOKIES.session, 'abc')).toBe(
    '__Host-swas=abc; Path=/; Secure; HttpOnly; SameSite=Strict',
  )
  expect(formatRemoval(COOKIES.session)).toBe(
    '__Host-swas=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0',
  )
  expect(formatCookie(COOKIES.flow, 'abc')).toContain('SameSite=Lax')
})

test.each<[readonly string[], string | undefined]>([
  [[], undefined],
  [['__Host-swas=abc'], 'abc'],
  [['theme=dark; __Host-swas=abc; x=y'], 'abc'],
  [['theme=dark', '__Host-swas=abc'], 'abc'],
  [['__Host-swas=abc; __Host-swas=def'], undefined],
  [['__Host-swas=abc', '__Host-swas=abc'], undefined],
  [['__Host-swas='], undefined],
  [['__host-swas=abc'], undefined],
  [['x__Host-swas=abc'], undefined],
  [['__Host-swas-flow=abc'], undefined],
  [['__Host-swas="abc"'], undefined],
  [[`__Host-swas=${'a'.repeat(2049)}`], undefined],
])('%j contains the session %s', (cookie, expected) => {
  expect(readCookie(fakeHead({ cookie }), COOKIES.session)).toBe(expected)
})
