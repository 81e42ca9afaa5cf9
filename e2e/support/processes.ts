import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

import { canariesOf, sightings, sightingsInFolder } from './secret-leaks.ts'

/** A process of ours that has said where it listens. */
export type RunningProcess = {
  origin: string
  pid: number
  /** What it wrote so far: lines of stdout, then lines of stderr. */
  output: { stdout: string[]; stderr: string[] }
  /**
   * Asks it to end (SIGTERM unless told otherwise) and gives its exit code; null where a signal ended it.
   * @throws Error where a secret that it was given stands in what it wrote, in its folder of data or in its command line
   */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

/** The parent's environment without anything that could lead to a real account or change the subject. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(ALIBABA_CLOUD_|SWAS_|HOST$|PORT$|DATA_DIR$)|_PROXY$/i.test(name),
    ),
  )
}

/** Starts `node` on one of our files and waits for the line that says where it listens. */
export async function startProcess(
  file: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<RunningProcess> {
  const secrets = canariesOf(env)
  const child = spawn(process.execPath, [file, ...args], {
    env: { ...cleanEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = { stdout: [] as string[], stderr: [] as string[] }
  createInterface(child.stderr).on('line', (line) => output.stderr.push(line))
  const origin = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      output.stdout.push(line)
      const address = /https?:\/\/[\w.-]+:\d+/.exec(line)?.[0]
      if (address !== undefined) resolve(address)
    })
    child.once('exit', (code) =>
      reject(new Error(`${file} ended with ${code} before it listened:\n${output.stderr.join('\n')}`)),
    )
  })
  const pid = child.pid ?? 0
  const commandLine = readCommandLine(pid)
  return {
    origin,
    pid,
    output,
    stop: async (signal = 'SIGTERM') => {
      const code = await stop(child, signal)
      const seen = [
        ...sightings('its command line', commandLine, secrets),
        ...sightings('stdout', output.stdout.join('\n'), secrets),
        ...sightings('stderr', output.stderr.join('\n'), secrets),
        ...sightingsInFolder(env['DATA_DIR'] ?? '', secrets),
      ]
      if (seen.length > 0) throw new Error(`${file} showed a secret: ${seen.join(', ')}`)
      return code
    },
  }
}

/** What everybody on this machine can read of a process; empty where there is no /proc. */
function readCommandLine(pid: number): string {
  const file = `/proc/${pid}/cmdline`
  return existsSync(file) ? readFileSync(file, 'latin1') : ''
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
  return child.exitCode
}
