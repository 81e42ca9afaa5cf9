import { mkdir, writeFile } from 'node:fs/promises'
import { availableParallelism, cpus } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'

import { MEASUREMENTS } from './measurements.ts'
import { CACHE } from './processes.ts'
import { isMet, type Row } from './row.ts'
import { createStage, type Measurement, type Stage } from './stage.ts'
import { formatTable } from './table.ts'

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
})
const chosen = MEASUREMENTS.filter(({ name }) => name.includes(values.only ?? ''))
const startedAt = new Date()
const failures: string[] = []

const stage = await createStage(values.quick)
const rows: Row[] = []
for (const measurement of chosen) rows.push(...(await attempt(measurement, stage)))
await stage.close()

if (values.quick) {
  process.stdout.write(
    'Quick: smaller, nothing slowed down, once each. The figures are no measure of anything.\n',
  )
  for (const row of rows) delete row.goal
}
const machine = `${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} cores, Node ${process.versions.node}`
const seconds = Math.round((Date.now() - startedAt.getTime()) / 1000)
process.stdout.write(`\n${formatTable(rows)}\n\n${startedAt.toISOString()}, ${machine}, ${seconds} s\n`)
await mkdir(CACHE, { recursive: true })
const file = path.join(CACHE, 'results.json')
const results = rows.map((row) => ({ ...row, met: isMet(row) }))
await writeFile(file, JSON.stringify({ startedAt, machine, seconds, rows: results, failures }, null, 2))
for (const failure of failures) process.stderr.write(`${failure}\n`)
// Wall-clock goals fail nobody: machines differ. A part that gives no figures does.
process.exit(failures.length === 0 ? 0 : 1)

/** The rows of one measurement; where it breaks the others still run. */
async function attempt(measurement: Measurement, stage: Stage): Promise<Row[]> {
  const { name } = measurement
  process.stderr.write(`${name} ...`)
  const start = performance.now()
  try {
    const rows = await measurement.measure(stage)
    if (rows.every(({ ours }) => ours.length === 0)) failures.push(`${name}: gave no figures`)
    return rows
  } catch (error) {
    failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`)
    return []
  } finally {
    process.stderr.write(` ${((performance.now() - start) / 1000).toFixed(1)} s\n`)
  }
}
