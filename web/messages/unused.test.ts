import { expect, test } from 'vitest'

const areas = import.meta.glob<Record<string, object>>('./en/*.ts', { eager: true })

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
  const unused = Object.values(areas)
    .flatMap((area) => Object.entries(area))
    .flatMap(([area, messages]) =>
      Object.keys(messages)
        .filter((key) => !new RegExp(`[.{,]\\s*${key}\\b`).test(code))
        .map((key) => `${area}.${key}`),
    )
  expect(unused).toEqual([])
})
