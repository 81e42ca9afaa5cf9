import { expect, test, vi } from 'vitest'

import { fakeHead } from '../../testing/fake-head.ts'
import { bearerToken, createSecretCheck } from './secret.ts'

const TOKEN = 'correct-horse-battery-staple-0123456789'

test.each([
  [TOKEN, true],
  ['', false],
  [TOKEN.slice(0, -1), false],
  [`${TOKEN} `, false],
  [TOKEN.toUpperCase(), false],
  ['x'.repeat(100_000), false],
])('"%.40s" matches the secret: %s', (given, expected) => {
  expect(createSecretCheck(TOKEN)(given)).toBe(expected)
})

test('secrets are compared in constant time, whatever their length', async () => {
  const crypto = await import('node:crypto')
  const compare = vi.spyOn(crypto.default, 'timingSafeEqual')
  const { syncBuiltinESMExports } = await import('node:module')
  syncBuiltinESMExports()
  const isSecret = createSecretCheck(TOKEN)
  isSecret('short')
  isSecret('x'.repeat(1000))
  expect(compare).toHaveBeenCalledTimes(2)
  for (const [given, expected] of compare.mock.calls) {
    expect([given.byteLength, expected.byteLength]).toEqual([32, 32])
  }
  compare.mockRestore()
  syncBuiltinESMExports()
})

test.each<[string, readonly string[], string | undefined]>([
  ['no header', [], undefined],
  ['one token', [`Bearer ${TOKEN}`], TOKEN],
  ['another case of the scheme', [`bearer ${TOKEN}`], TOKEN],
  ['the same header twice', [`Bearer ${TOKEN}`, `Bearer ${TOKEN}`], undefined],
  ['two tokens in one', [`Bearer ${TOKEN}, Bearer ${TOKEN}`], undefined],
  ['nothing after the scheme', ['Bearer '], undefined],
  ['another scheme', [`Basic ${TOKEN}`], undefined],
  ['the bare token', [TOKEN], undefined],
])('a bearer token is taken from exactly one header: %s', (_, authorization, expected) => {
  expect(bearerToken(fakeHead({ authorization }))).toBe(expected)
})
