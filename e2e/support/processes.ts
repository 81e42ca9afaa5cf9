import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

import { addCanaries, findLeaks, findLeaksInFolder } from './secret-leaks.ts'

/** A started server, listening at `origin`. */
export type RunningProcess = {
  origin: string
  pid: number
  /** The lines it has written so far. */
  output: { stdout: string[]; stderr: string[] }
  /**
   * Stops it, with SIGTERM by default.
   * @returns the exit code; null if a signal killed it
   * @throws if its output, data folder or command line contains one of its secrets
   */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

/** This environment without variables that configure the server or give access to a real account. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(ALIBABA_CLOUD_|SWAS_|HOST$|PORT$|DATA_DIR$)|_PROXY$/i.test(name),
    ),
  )
}

/** Runs a file with Node and waits until it prints its address. */
export async function startProcess(
  file: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<RunningProcess> {
  const secrets = addCanaries(env)
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
      reject(new Error(`${file} exited with ${code} before it listened:\n${output.stderr.join('\n')}`)),
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
      const leaks = [
        ...findLeaks('command line', commandLine, secrets),
        ...findLeaks('stdout', output.stdout.join('\n'), secrets),
        ...findLeaks('stderr', output.stderr.join('\n'), secrets),
        ...findLeaksInFolder(env['DATA_DIR'] ?? '', secrets),
      ]
      if (leaks.length > 0) throw new Error(`${file} leaked a secret: ${leaks.join(', ')}`)
      return code
    },
  }
}

/** The command line, which every user of the machine can read; empty without /proc. */
function readCommandLine(pid: number): string {
  const file = `/proc/${pid}/cmdline`
  return existsSync(file) ? readFileSync(file, 'latin1') : ''
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const exited = once(child, 'exit')
  child.kill(signal)
  await exited
  return child.exitCode
}
