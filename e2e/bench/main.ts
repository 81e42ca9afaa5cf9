import { mkdir, writeFile } from 'node:fs/promises'
import { availableParallelism, cpus } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'

import { MEASUREMENTS } from './measurements.ts'
import { CACHE } from './processes.ts'
import { isMet } from './row.ts'
import { runMeasurements } from './run-measurements.ts'
import { createStage } from './stage.ts'
import { formatTable } from './table.ts'

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [''] },
  },
})
const chosen = MEASUREMENTS.filter(({ name }) => values.only.some((part) => name.includes(part)))
const startedAt = new Date()

const stage = await createStage(values.quick)
const { rows, failures } = await runMeasurements(chosen, stage)
const chromium = stage.browser.version()
await stage.close()

if (values.quick) {
  process.stdout.write(
    'Quick run: small sizes, no throttling, everything in parallel. The figures mean nothing.\n',
  )
  for (const row of rows) delete row.goal
}
const machine = [
  `${cpus()[0]?.model.trim() ?? 'unknown'}, ${availableParallelism()} cores`,
  `Node ${process.versions.node}`,
  `Chromium ${chromium}`,
].join(', ')
const seconds = Math.round((Date.now() - startedAt.getTime()) / 1000)
process.stdout.write(`\n${formatTable(rows)}\n\n${startedAt.toISOString()}, ${machine}, ${seconds} s\n`)
await mkdir(CACHE, { recursive: true })
const file = path.join(CACHE, values.quick ? 'quick-results.json' : 'results.json')
const results = rows.map((row) => ({ ...row, met: isMet(row) }))
await writeFile(file, JSON.stringify({ startedAt, machine, seconds, rows: results, failures }, null, 2))
for (const failure of failures) process.stderr.write(`${failure}\n`)
// A missed goal does not fail the run, because machines differ. A measurement without figures does.
process.exit(failures.length === 0 ? 0 : 1)
