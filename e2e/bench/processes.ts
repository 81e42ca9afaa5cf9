import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'

/** A server process, listening at `origin`. */
export type ServerProcess = {
  origin: string
  pid: number
  /** The lines printed before it listened. */
  firstLines: readonly string[]
  /** Stops it and waits for its exit. */
  stop(): Promise<void>
}

/** The root folder of the repository. */
export const ROOT = path.resolve(import.meta.dirname, '../..')

/** Built pages, data and results of the benchmark; ignored by git. */
export const CACHE = path.join(ROOT, '.cache/bench')

const ORIGIN = /https?:\/\/[^\s/]+/

/**
 * Runs a script of the repository with Node and waits until it prints its address.
 * @throws if it exits instead
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
  throw new Error(`${args.join(' ')} exited before it listened.`)
}

/** The resident set size of a process in bytes; null except on Linux. */
export async function residentBytes(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]
  return kilobytes === undefined ? null : Number(kilobytes) * 1024
}

async function stop(child: ChildProcess) {
  if (child.exitCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  await exited
}
