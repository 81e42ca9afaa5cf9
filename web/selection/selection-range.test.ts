import { expect, test } from 'vitest'

import { keysBetween } from './selection-range.ts'

const LIST = ['a', 'b', 'c', 'd']

test.each([
  ['down', 'b', 'd', ['b', 'c', 'd']],
  ['up', 'd', 'b', ['b', 'c', 'd']],
  ['to the same', 'c', 'c', ['c']],
  ['from nowhere', undefined, 'c', ['c']],
  ['from an image that is filtered away', 'x', 'c', ['c']],
  ['to an image that is not in the list', 'a', 'x', []],
])('a range %s', (_, from, to, keys) => {
  expect(keysBetween(LIST, from, to)).toEqual(keys)
})
