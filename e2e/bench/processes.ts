import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'

/** A server of its own process, listening at `origin`. */
export type ServerProcess = {
  origin: string
  pid: number
  /** Everything that it wrote before it listened. */
  firstLines: readonly string[]
  /** Tells it to stop, and waits until it has. */
  stop(): Promise<void>
}

/** The folder of the repository. */
export const ROOT = path.resolve(import.meta.dirname, '../..')

/** Where pages that are built for the benchmark, its data and its results go; git ignores it. */
export const CACHE = path.join(ROOT, '.cache/bench')

const ORIGIN = /https?:\/\/[^\s/]+/

/**
 * Starts a script of the repository with this Node and waits until it prints the address it listens on.
 * @throws Error where it ends instead
 */
export async function startServer(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const firstLines: string[] = []
  for await (const line of createInterface(child.stdout)) {
    firstLines.push(line)
    const origin = ORIGIN.exec(line)?.[0]
    if (origin !== undefined && child.pid !== undefined) {
      child.stdout.resume()
      return { origin, pid: child.pid, firstLines, stop: () => stop(child) }
    }
  }
  throw new Error(`${args.join(' ')} ended before it listened.`)
}

/** Bytes of memory that a process holds now (resident set size); Linux only, elsewhere null. */
export async function residentBytes(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]
  return kilobytes === undefined ? null : Number(kilobytes) * 1024
}

async function stop(child: ChildProcess) {
  if (child.exitCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}
