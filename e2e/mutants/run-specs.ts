import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'

import * as v from 'valibot'

type Run = { failed: readonly string[]; passed: number }

const specSchema = v.object({ title: v.string(), ok: v.boolean(), tests: v.array(v.looseObject({})) })
type Suite = { specs: v.InferOutput<typeof specSchema>[]; suites?: Suite[] | undefined }
const suiteSchema: v.GenericSchema<Suite> = v.object({
  specs: v.array(specSchema),
  suites: v.optional(v.lazy(() => v.array(suiteSchema))),
})
const reportSchema = v.object({
  suites: v.array(suiteSchema),
  stats: v.object({ expected: v.number(), unexpected: v.number() }),
})

/**
 * Builds the page of a mutated copy and runs browser tests on it up to the first failure, which counts only if the same
 * test passes on the unmutated page.
 * @param unmutated the built page without the mutation
 * @returns the number of failed tests: 1 or 0
 * @throws if the tests could not run
 */
export async function runSpecs(copy: string, unmutated: string, specs: readonly string[]): Promise<number> {
  const dist = path.join(copy, 'dist')
  rmSync(dist, { recursive: true, force: true })
  await buildPage(copy)
  const { failed, passed } = await playwright(copy, specs)
  const [title] = failed
  if (title === undefined && passed === 0) throw new Error(`No test ran in ${specs.join(', ')}`)
  if (title === undefined) return 0
  rmSync(dist, { recursive: true })
  cpSync(unmutated, dist, { recursive: true })
  const escaped = title.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  const again = await playwright(copy, [...specs, '--grep', escaped])
  if (again.failed.length > 0 || again.passed === 0)
    throw new Error(`Test also fails without the mutation: ${title}`)
  return 1
}

/**
 * Builds the page of a folder into its `dist`.
 * @throws if the build fails
 */
export async function buildPage(folder: string) {
  await run(folder, ['node_modules/.bin/vite', 'build', '--logLevel', 'error'])
  if (!existsSync(path.join(folder, 'dist/index.html'))) throw new Error('The build failed')
}

async function playwright(folder: string, args: readonly string[]): Promise<Run> {
  const report = path.join(folder, 'report.json')
  rmSync(report, { force: true })
  const options = ['--config', 'e2e/playwright.config.ts', '--max-failures=1', '--reporter=json']
  await run(folder, ['node_modules/.bin/playwright', 'test', ...options, ...args], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  })
  const { suites, stats } = v.parse(reportSchema, JSON.parse(readFileSync(report, 'utf8')))
  // `ok` is also false for tests interrupted by --max-failures.
  const failed = stats.unexpected === 0 ? [] : titlesOfFailures(suites)
  return { failed, passed: stats.expected }
}

function titlesOfFailures(suites: readonly Suite[]): string[] {
  return suites.flatMap(({ specs, suites: inner = [] }) => [
    ...specs
      .filter(({ tests }) => tests.some(({ status }) => status === 'unexpected'))
      .map(({ title }) => title),
    ...titlesOfFailures(inner),
  ])
}

async function run(cwd: string, [command = '', ...args]: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(command, args, { cwd, stdio: 'ignore', env: { ...process.env, ...env } })
  await once(child, 'close')
}
