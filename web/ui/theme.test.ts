import { DEFAULT_THEME, defaultCssVariablesResolver, mergeMantineTheme } from '@mantine/core'
import { expect, test } from 'vitest'

import { theme } from './theme.ts'

import stylesheet from './theme.css?raw'

const OURS = import.meta.glob<string>(['../**/*.{css,ts,tsx}', '!../**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
})
const MANTINE = import.meta.glob<string>('../../node_modules/@mantine/core/styles/*.css', {
  query: '?raw',
  import: 'default',
  eager: true,
})
/** theme.css declares these variables instead. */
const REPLACED = 'default-css-variables.css'

/** The custom properties that a rule such as `:root` declares. */
function declared(selector: string): Record<string, string> {
  const start = stylesheet.indexOf(`${selector} {`)
  const block = stylesheet.slice(start, stylesheet.indexOf('\n}', start))
  const declarations = block.matchAll(/(--[\w-]+):([^;]+);/g)
  return Object.fromEntries([...declarations].map(([, name = '', value = '']) => [name, plain(value)]))
}

function plain(value: string): string {
  return value.trim().replaceAll(/\s+/g, ' ').toLowerCase()
}

function usedIn(text: string): string[] {
  return [...text.matchAll(/var\((--mantine-[\w-]+)/g)].map(([, name = '']) => name)
}

/** The Mantine stylesheets that the page imports. */
function importedStyles(): string[] {
  const ours = Object.values(OURS).join('\n')
  return [...ours.matchAll(/@mantine\/core\/styles\/([\w-]+\.css)/g)].map(([, name = '']) => {
    expect(name).not.toBe(REPLACED)
    return MANTINE[`../node_modules/@mantine/core/styles/${name}`] ?? ''
  })
}

const BLOCKS = {
  variables: ':root',
  light: ":root[data-mantine-color-scheme='light']",
  dark: ":root[data-mantine-color-scheme='dark']",
} as const
const SCHEME = '--mantine-color-scheme'

test.each(['variables', 'light', 'dark'] as const)(
  '%s variables equal those Mantine generates from the theme',
  (kind) => {
    const made = defaultCssVariablesResolver(mergeMantineTheme(DEFAULT_THEME, theme))[kind]
    const expected: Record<string, string> = kind === 'variables' ? made : { ...made, [SCHEME]: kind }
    const ours = declared(BLOCKS[kind])
    expect(Object.keys(ours).length).toBeGreaterThan(10)
    for (const [name, value] of Object.entries(ours))
      expect([name, value]).toEqual([name, plain(expected[name] ?? '')])
  },
)

test('every variable in use is declared, in light and dark', () => {
  const used = new Set([...Object.values(OURS), ...importedStyles()].flatMap(usedIn))
  expect(used.size).toBeGreaterThan(40)
  for (const scheme of ['light', 'dark'] as const) {
    const known = { ...declared(BLOCKS.variables), ...declared(BLOCKS[scheme]) }
    expect([...used].filter((name) => known[name] === undefined)).toEqual([])
  }
})
