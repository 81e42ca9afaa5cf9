import { expect, test } from 'vitest'

import { formatAge } from './relative-time.tsx'

test.each([
  [0, 'now'],
  [59_000, '59 seconds ago'],
  [61 * 60_000, '1 hour ago'],
  [-5000, 'now'],
  [2 * 86_400_000, '2 days ago'],
])('%d ms are %s', (ageMs, text) => {
  expect(formatAge(ageMs, 'en')).toBe(text)
})

test('an age in Chinese', () => {
  expect(formatAge(180_000, 'zh-CN')).toBe('3分钟前')
})
