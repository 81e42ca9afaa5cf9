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
])('only the launch token of this start is accepted: %s', (_, values, expected) => {
  expect(identify(fakeHead({ 'x-launch-token': values })).ok).toBe(expected)
})

test('the address to open has the token in its fragment, which no server receives', () => {
  expect(new URL(launchUrl('http://127.0.0.1:8080/', 'abc')).hash).toBe('#token=abc')
})
