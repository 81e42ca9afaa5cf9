import { hasFigures, type Row } from './row.ts'
import type { Measurement, Stage } from './stage.ts'

/** The rows of all measurements in order, and a message for each measurement without valid figures. */
export type Outcome = { rows: Row[]; failures: string[] }

/** Runs the measurements one after another; in a quick run, whose times mean nothing, in parallel. */
export async function runMeasurements(measurements: readonly Measurement[], stage: Stage): Promise<Outcome> {
  const outcomes: Outcome[] = []
  if (stage.quick) outcomes.push(...(await Promise.all(measurements.map((one) => attempt(one, stage)))))
  else for (const measurement of measurements) outcomes.push(await attempt(measurement, stage))
  return {
    rows: outcomes.flatMap(({ rows }) => rows),
    failures: outcomes.flatMap(({ failures }) => failures),
  }
}

/** Runs one measurement. If it fails, the others still run. */
async function attempt(measurement: Measurement, stage: Stage): Promise<Outcome> {
  const { name } = measurement
  const start = performance.now()
  try {
    const rows = await measurement.measure(stage)
    const broken = rows.filter((row) => !hasFigures(row)).map(({ what }) => `${name}: no figures for ${what}`)
    return { rows, failures: rows.length === 0 ? [`${name}: no rows`] : broken }
  } catch (error) {
    return { rows: [], failures: [`${name}: ${error instanceof Error ? error.message : String(error)}`] }
  } finally {
    process.stderr.write(`${name}: ${((performance.now() - start) / 1000).toFixed(1)} s\n`)
  }
}
