import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'

import { expect, test } from '@playwright/test'
import * as v from 'valibot'

const ROOT = path.resolve(import.meta.dirname, '..')
const figures = v.optional(v.array(v.number()), [])
const resultsSchema = v.object({
  rows: v.array(v.object({ what: v.string(), ours: v.array(v.number()), bound: figures, naive: figures })),
})

/** One of each kind: in a browser on all three pages, against a server, and in a script. */
const ONE_OF_EACH = ['keystroke', 'start', 'signing']

test('the benchmark measures and prints its table', async () => {
  test.setTimeout(300_000)
  const only = ONE_OF_EACH.flatMap((name) => ['--only', name])
  const args = ['--disable-warning=ExperimentalWarning', 'e2e/bench/main.ts', '--quick', ...only]
  // Rejects, with the output, if a measurement fails or a figure is not a number.
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT })
  const text = await readFile(path.join(ROOT, '.cache/bench/quick-results.json'), 'utf8')
  const { rows } = v.parse(resultsSchema, JSON.parse(text))
  expect(rows.length).toBeGreaterThanOrEqual(ONE_OF_EACH.length)
  for (const { what } of rows) expect(stdout).toContain(`| ${what} `)
})
