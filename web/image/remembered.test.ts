import { expect, test } from 'vitest'

import { remembered } from './remembered.ts'

test('computes each text once', () => {
  const asked: string[] = []
  const isLong = remembered((text) => {
    asked.push(text)
    return text.length > 3
  })
  expect(['no', 'long', 'no', 'long'].map(isLong)).toEqual([false, true, false, true])
  expect(asked).toEqual(['no', 'long'])
})

test('the cache is bounded', () => {
  let asked = 0
  const shout = remembered((text) => {
    asked += 1
    return `${text}!`
  })
  for (let n = 0; n < 10_000; n += 1) expect(shout(`text ${n}`)).toBe(`text ${n}!`)
  shout('text 0')
  expect(asked).toBe(10_001)
})
