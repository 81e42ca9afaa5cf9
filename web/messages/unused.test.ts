import { expect, test } from 'vitest'

import { en } from './en.ts'
import { help } from './en/help.ts'
import { preferences } from './en/preferences.ts'

const sources = import.meta.glob<string>(
  ['../**/*.{ts,tsx}', '!../messages/{en,zh-cn}/**', '!../**/*.test.ts'],
  {
    query: '?raw',
    import: 'default',
    eager: true,
  },
)
const code = Object.values(sources).join('\n')

test('every message is used', () => {
  const unused = Object.entries({ ...en, help, preferences }).flatMap(([area, messages]) =>
    Object.keys(messages)
      .filter((key) => !new RegExp(`[.{,]\\s*${key}\\b`).test(code))
      .map((key) => `${area}.${key}`),
  )
  expect(unused).toEqual([])
})
