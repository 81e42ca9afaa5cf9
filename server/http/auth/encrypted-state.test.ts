import { expect, test } from 'vitest'

import { createStateCipher } from './encrypted-state.ts'

const FLOW = { state: 's', nonce: 'n', codeVerifier: 'v', to: '/images?region=cn-hangzhou', endsAt: 1000 }
const clock = { now: 0 }
const flowSeal = createStateCipher(() => clock.now)

test('sealed state can be opened again, and reveals nothing', () => {
  const sealed = flowSeal.seal(FLOW)
  expect(flowSeal.open(sealed)).toEqual(FLOW)
  expect(sealed).toMatch(/^[\w-]+$/)
  expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('hangzhou')
  expect(flowSeal.seal(FLOW)).not.toBe(sealed)
})

test('sealed state with any changed character is rejected', () => {
  const bytes = Buffer.from(flowSeal.seal(FLOW), 'base64url')
  for (let index = 0; index < bytes.length; index++) {
    const changed = Buffer.from(bytes)
    changed[index] = (changed[index] ?? 0) ^ 1
    expect(flowSeal.open(changed.toString('base64url'))).toBeUndefined()
  }
})

test.each(['', 'x', 'AAAA'.repeat(20), createStateCipher(() => 0).seal(FLOW)])(
  'state from elsewhere is rejected: %s',
  (sealed) => {
    expect(flowSeal.open(sealed)).toBeUndefined()
  },
)

test('sealed state expires', () => {
  const sealed = flowSeal.seal(FLOW)
  clock.now = 999
  expect(flowSeal.open(sealed)).toEqual(FLOW)
  clock.now = 1000
  expect(flowSeal.open(sealed)).toBeUndefined()
})
