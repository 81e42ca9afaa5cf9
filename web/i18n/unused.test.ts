import { expect, test } from 'vitest'

const ALL = areasOf(import.meta.glob<Record<string, object>>('./en/*.ts', { eager: true }))
const ALL_ZH = areasOf(import.meta.glob<Record<string, object>>('./zh-cn/*.ts', { eager: true }))

const sources = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../i18n/{en,zh-cn}/**', '!../**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** What a file calls the messages of an area: `image: text` calls those of `image` so. */
function namesOf(area: string, code: string): string[] {
  const renamed = [
    new RegExp(String.raw`\b${area}: (\w+)`, 'g'),
    new RegExp(String.raw`\b(\w+): Messages\['${area}'\]`, 'g'),
    new RegExp(String.raw`\bconst (\w+) = use\w*${area}\w*\(`, 'gi'),
  ].flatMap((pattern) => [...code.matchAll(pattern)].map(([, name = '']) => name))
  return [...new Set([area, ...renamed])]
}

/** The messages of an area that a file reads: `text.name`, `{ name } = text`, and the type of one. */
function readIn(area: string, code: string): string[] {
  const names = namesOf(area, code).join('|')
  const [read, taken, typed] = [
    new RegExp(String.raw`\b(?:${names})\.(\w+)`, 'g'),
    new RegExp(String.raw`\{([^{}]*)\}(?: = (?:\w+\.)?(?:${names})\b|: Messages\['${area}'\])`, 'g'),
    new RegExp(String.raw`Messages\['${area}'\]\['(\w+)'\]`, 'g'),
  ].map((pattern) => [...code.matchAll(pattern)].map(([, found = '']) => found))
  const parts = (taken ?? []).flatMap((list) =>
    list.split(',').map((part) => /\w*/.exec(part.trim())?.[0] ?? ''),
  )
  return [...(read ?? []), ...parts, ...(typed ?? [])]
}

test('every message is used', () => {
  const unused = Object.entries(ALL).flatMap(([area, messages]) => {
    const used = new Set(Object.values(sources).flatMap((code) => readIn(area, code)))
    return Object.keys(messages)
      .filter((key) => !used.has(key))
      .map((key) => `${area}.${key}`)
  })
  expect(unused).toEqual([])
})

/** What is called the same in both languages. */
const NAMES = new Set(['SWAS Image Browser', 'AccessKey ID', 'Linux', 'Windows', 'JSON', 'YAML', 'CSV'])

test('every message is translated', () => {
  const same = textsOf(ALL).filter(([path, text]) => textAt(ALL_ZH, path) === text && !NAMES.has(text))
  expect(same).toEqual([])
  const notChinese = textsOf(ALL_ZH).filter(([, text]) => !/\p{Script=Han}/u.test(text) && !NAMES.has(text))
  expect(notChinese).toEqual([])
})

/** The messages of all files, by area. */
function areasOf(files: Record<string, Record<string, object>>): Record<string, object> {
  return Object.fromEntries(Object.values(files).flatMap((areas) => Object.entries(areas)))
}

/** Every fixed text, with the way that leads to it. */
function textsOf(value: unknown, path: readonly string[] = []): [path: readonly string[], text: string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => textsOf(part, [...path, key]))
}

function textAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (part, key) =>
      typeof part === 'object' && part !== null
        ? Object.entries(part).find(([name]) => name === key)?.[1]
        : undefined,
    value,
  )
}
