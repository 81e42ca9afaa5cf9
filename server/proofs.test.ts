import { readFileSync } from 'node:fs'
import path from 'node:path'

import { describe, expect, test } from 'vitest'

import { FAULT_NAMES } from './sample/faults/modes.ts'

const root = path.join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')

const section = read('server/README.md').split('\n## What proves it\n')[1] ?? ''
const rows = section
  .split('\n')
  .filter((line) => /^\| (?!-|case )/.test(line))
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | *\|$/g, '').trim()))

describe('what the documentation says is proved by a test', () => {
  test.each(rows.map((cells) => [cells.at(-2) ?? '', cells.at(-1) ?? ''] as const))('%s', (_, cell) => {
    const proofs = [...cell.matchAll(/`([^`]+)`: “([^”]+)”/g)]
    expect(proofs.length).toBe(cell.split(' · ').length)
    for (const [, file = '', title = ''] of proofs) {
      expect(file).toMatch(/^(?:server|web|e2e)\/.*\.(?:test|spec)\.ts$/)
      expect(titlesOf(read(file)), file).toContain(title)
    }
  })
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
