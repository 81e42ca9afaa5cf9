import { expect, test } from 'vitest'

import { fakeHead } from '../../testing/fake-head.ts'
import { createLaunchIdentity, launchUrl } from './launch-token.ts'

const identify = createLaunchIdentity('token-of-this-start')

test.each<[string, readonly string[], boolean]>([
  ['none', [], false],
  ['an empty one', [''], false],
  ['another', ['token-of-that-start'], false],
  ['the same twice', ['token-of-this-start', 'token-of-this-start'], false],
  ['the right one', ['token-of-this-start'], true],
])('the token of this start lets in, and nothing else: %s', (_, values, expected) => {
  expect(identify(fakeHead({ 'x-launch-token': values })).ok).toBe(expected)
})

test('the address to open has the token where no server gets to see it', () => {
  expect(new URL(launchUrl('http://127.0.0.1:8080/', 'abc')).hash).toBe('#token=abc')
})
