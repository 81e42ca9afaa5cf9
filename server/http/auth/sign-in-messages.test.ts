import { expect, test } from 'vitest'

import { WORDS } from './sign-in-messages.ts'

test('both languages have all messages', () => {
  expect(Object.keys(WORDS['zh-CN'])).toEqual(Object.keys(WORDS.en))
  for (const text of Object.values(WORDS['zh-CN'])) {
    expect(typeof text === 'string' ? text : text.toString()).toMatch(/\p{Script=Han}/u)
  }
})
