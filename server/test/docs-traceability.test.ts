import { readFileSync } from 'node:fs'
import path from 'node:path'

import { describe, expect, test } from 'vitest'

import { FAULT_NAMES } from '../sample/faults/all-faults.ts'

const root = path.join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')

const sectionOf = (file: string, heading: string) => read(file).split(`\n## ${heading}\n`)[1] ?? ''
const rowsOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => /^\| (?!-|case |promise )/.test(line))
    .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | *\|$/g, '').trim()))

const section = sectionOf('server/README.md', 'What proves it')
const rows = rowsOf(section)
const promises = rowsOf(sectionOf('e2e/README.md', 'What the page promises, and the test that shows it'))

describe('what the documentation says is proved by a test', () => {
  const pairs = [...rows, ...promises].map((cells) => [cells.at(-2) ?? '', cells.at(-1) ?? ''] as const)
  test.each(pairs)('%s', (_, cell) => {
    const proofs = [...cell.matchAll(/`([^`]+)`: “([^”]+)”/g)]
    expect(proofs.length).toBe(cell.split(' · ').length)
    for (const [, file = '', title = ''] of proofs) {
      expect(file).toMatch(/^(?:server|web|e2e)\/.*\.(?:test|spec)\.ts$/)
      expect(titlesOf(read(file)), file).toContain(title)
    }
  })
})

test('the page makes promises, each once', () => {
  expect(promises.length).toBeGreaterThan(60)
  expect(new Set(promises.map(([promise]) => promise)).size).toBe(promises.length)
})

/** What stands in quotes right after the parenthesis of a test, a table of tests, or a group of them. */
function titlesOf(source: string): string[] {
  return [...source.matchAll(/\(\s*(['`])((?:\\.|(?!\1).)+)\1,/g)].map(([, , title = '']) => title)
}

test('each promise has its proofs', () => {
  const promised = read('SECURITY.md').matchAll(/^(\d+)\. \*\*/gm)
  const proved = new Set(rows.filter((cells) => cells.length === 4).map(([, number]) => number))
  expect([...proved]).toEqual([...promised].map(([, number]) => number))
})

test('each case has a row, and no row a case that nobody knows', () => {
  const known = [...numbered('T', 43), ...numbered('R', 7), ...numbered('F', 54), ...numbered('L', 20)]
  const listed = new Set(rows.flatMap(([cases = '']) => cases.split(', ')))
  expect(known.filter((name) => !listed.has(name))).toEqual([])
  expect([...listed].filter((name) => !known.includes(name))).toEqual([])
})

function numbered(letter: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${letter}${index + 1}`)
}

test('each fault that the sample knows stands in the table', () => {
  for (const name of FAULT_NAMES.filter((name) => name !== 'ok')) expect(section).toContain(`\`${name}\``)
})
