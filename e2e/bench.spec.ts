import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'

import { expect, test } from '@playwright/test'
import * as v from 'valibot'

import { MEASUREMENTS } from './bench/measurements.ts'

const ROOT = path.resolve(import.meta.dirname, '..')
const figures = v.optional(v.array(v.number()), [])
const resultsSchema = v.object({
  rows: v.array(v.object({ what: v.string(), ours: v.array(v.number()), bound: figures, naive: figures })),
})

test('every part of the benchmark still gives figures', async () => {
  test.setTimeout(300_000)
  const args = ['--disable-warning=ExperimentalWarning', 'e2e/bench/main.ts', '--quick']
  // Rejects, with what it wrote, where a part breaks or a figure is no number.
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT })
  const text = await readFile(path.join(ROOT, '.cache/bench/quick-results.json'), 'utf8')
  const { rows } = v.parse(resultsSchema, JSON.parse(text))
  expect(rows.length).toBeGreaterThan(MEASUREMENTS.length)
  for (const { what } of rows) expect(stdout).toContain(`| ${what} `)
})
