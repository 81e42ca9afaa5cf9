import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { buffer } from 'node:stream/consumers'

type Outcome = { name: string; seconds: number; isPassed: boolean }

/**
 * Runs every check. The build comes first, because tests serve it; checks without a browser run in parallel; browser
 * tests run alone.
 * @returns the exit code
 */
async function main(): Promise<number> {
  const outcomes: Outcome[] = []
  const stages: readonly (readonly (readonly string[])[])[] = [
    [['build'], ['check:format']],
    [['check:unit'], ['check:lint', 'check:types', 'check:unused']],
    [['check:e2e']],
  ]
  for (const stage of stages) {
    const isAlone = stage.length === 1
    const results = await Promise.all(stage.map((scripts) => runInTurn(scripts, isAlone)))
    outcomes.push(...results.flat())
    if (outcomes.some(({ isPassed }) => !isPassed)) break
  }
  for (const { name, seconds, isPassed } of outcomes)
    process.stdout.write(`${isPassed ? 'passed' : 'FAILED'} ${seconds.toFixed(1).padStart(7)} s  ${name}\n`)
  return outcomes.every(({ isPassed }) => isPassed) ? 0 : 1
}

async function runInTurn(scripts: readonly string[], isAlone: boolean): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const script of scripts) outcomes.push(await run(script, isAlone))
  return outcomes
}

/** Runs one script of package.json. Output of parallel scripts is buffered until they exit. */
async function run(name: string, isAlone: boolean): Promise<Outcome> {
  const startMs = performance.now()
  const [command, args] = npm(['run', '--silent', name])
  const child = spawn(command, args, { stdio: ['ignore', isAlone ? 'inherit' : 'pipe', 'inherit'] })
  const [output] = await Promise.all([child.stdout && buffer(child.stdout), once(child, 'close')])
  const seconds = (performance.now() - startMs) / 1000
  process.stdout.write(`\n${name}: ${seconds.toFixed(1)} s\n`)
  if (output !== null) process.stdout.write(output)
  return { name, seconds, isPassed: child.exitCode === 0 }
}

/** Runs npm's own file with Node: on Windows `npm` is a script that needs a shell. */
function npm(args: readonly string[]): [command: string, args: readonly string[]] {
  const file = process.env['npm_execpath']
  return file === undefined ? ['npm', args] : [process.execPath, [file, ...args]]
}

process.exitCode = await main()
