import { expect, test } from 'vitest'

import { keysBetween } from './use-selection.ts'

const LIST = ['a', 'b', 'c', 'd']

test.each([
  ['down', 'b', 'd', ['b', 'c', 'd']],
  ['up', 'd', 'b', ['b', 'c', 'd']],
  ['to the same image', 'c', 'c', ['c']],
  ['without a start', undefined, 'c', ['c']],
  ['from an image that has been filtered out', 'x', 'c', ['c']],
  ['to an image that is not in the list', 'a', 'x', []],
])('a range %s', (_, from, to, keys) => {
  expect(keysBetween(LIST, from, to)).toEqual(keys)
})
