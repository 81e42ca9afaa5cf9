import { expect, test } from 'vitest'

/** Each file of a language exports one area of messages, named like the file. */
const en = import.meta.glob<Record<string, object>>('./en/*.ts', { eager: true })
const zhCn = import.meta.glob<Record<string, object>>('./zh-cn/*.ts', { eager: true })
/** The English files declare the parameter types of the messages. */
const sources = import.meta.glob<string>('./en/*.ts', { query: '?raw', import: 'default', eager: true })

function areasOf(files: Record<string, Record<string, object>>): object {
  return Object.fromEntries(Object.values(files).flatMap((file) => Object.entries(file)))
}

function formatMessage(
  messages: object,
  area: string,
  key: string,
  values: readonly (string | number)[],
): string {
  const message: unknown = Reflect.get(Object(Reflect.get(messages, area)), key)
  return typeof message === 'function' ? String(Reflect.apply(message, undefined, values)) : ''
}

const withNumbers = Object.entries(sources).flatMap(([path, source]) =>
  [...source.matchAll(/^ {2}(\w+): \(([^)]*: number[^)]*)\)/gm)].map(([, key = '', parameters = '']) => ({
    area: path.replace(/.*\/|\.ts$/g, ''),
    key,
    values: parameters.split(',').map((parameter, at) => (parameter.includes('number') ? 1234 + at : 'x')),
  })),
)

test.each([
  ['en', areasOf(en)],
  ['zh-CN', areasOf(zhCn)],
])('every message in %s formats its numbers', (_, messages) => {
  const texts = withNumbers.map(({ area, key, values }) => formatMessage(messages, area, key, values))
  expect(texts.filter((text) => /\d,\d{3}/.test(text)).length).toBeGreaterThan(30)
  expect(texts.filter((text) => /\d{4}/.test(text))).toEqual([])
})
