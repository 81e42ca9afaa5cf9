import { expect, test } from 'vitest'

import { keysBetween, selectedPart } from './selection-range.ts'

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

test.each([
  [['a', 'b', 'c', 'd', 'e'], 'all'],
  [['a', 'e'], 'some'],
  [['e'], 'none'],
] as const)('with %j selected, the list is selected: %s', (selected, part) => {
  expect(selectedPart(LIST, new Map(selected.map((key) => [key, key])))).toBe(part)
})

test('nothing of an empty list is selected', () => {
  expect(selectedPart([], new Map([['a', 1]]))).toBe('none')
})
