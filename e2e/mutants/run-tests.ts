import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'

import * as v from 'valibot'

const REPORT = 'report.json'
const reportSchema = v.object({ success: v.boolean(), numFailedTests: v.number(), numTotalTests: v.number() })

/**
 * Runs test files in a folder.
 * @returns the number of failed tests
 * @throws if no test ran, or if setup failed, because neither is a failed test
 */
export async function runTests(folder: string, files: readonly string[]): Promise<number> {
  const report = path.join(folder, REPORT)
  rmSync(report, { force: true })
  const options = ['run', '--reporter=json', `--outputFile=${REPORT}`]
  const child = spawn('node_modules/.bin/vitest', [...options, ...files], { cwd: folder, stdio: 'ignore' })
  await once(child, 'close')
  const { success, numFailedTests, numTotalTests } = v.parse(
    reportSchema,
    JSON.parse(readFileSync(report, 'utf8')),
  )
  if (numTotalTests === 0 || (!success && numFailedTests === 0))
    throw new Error(`Not all tests could run: ${files.join(', ')}`)
  return numFailedTests
}
