import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'

import type { RunningProcess } from '../support/processes.ts'

/** Resource usage and counters of a server at one moment. */
export type ProcessFigures = {
  rssMb: number
  /** Open files, including sockets. */
  openFiles: number
  /** The longest event loop delay since the last sample. */
  loopDelayMs: number
  /** CPU time of the main thread since the start, and the time it waited for a CPU. */
  ranMs: number
  waitedMs: number
  /** Finished cloud calls, and HTTP requests sent for them, since the start. */
  calls: number
  attempts: number
}

/** Reads /proc (Linux) and the server's metrics. */
export async function readFigures({ pid, origin }: RunningProcess): Promise<ProcessFigures> {
  const schedule = await readFile(`/proc/${pid}/task/${pid}/schedstat`, 'utf8')
  const [ranMs = 0, waitedMs = 0] = schedule.split(' ').map((nanoseconds) => Number(nanoseconds) / 1e6)
  const response = await fetch(new URL('/metrics', origin))
  const metrics = await response.text()
  const sum = (name: string) => sumOf(metrics, name)
  return {
    rssMb: Number(/^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024,
    openFiles: (await readdir(`/proc/${pid}/fd`)).length,
    loopDelayMs: sum('swas_nodejs_eventloop_lag_max_seconds') * 1000,
    ranMs,
    waitedMs,
    calls: sum('swas_upstream_calls_total'),
    attempts: sum('swas_upstream_attempts_total'),
  }
}

/** The prefix of the line that reports the memory after a garbage collection. */
export const RETAINED_PREFIX = 'bytes retained:'
const COLLECTION_TIMEOUT_MS = 30_000
const POLL_INTERVAL_MS = 20

/** Collects garbage and returns the remaining memory in MB: the heap, and external memory of its objects. */
export async function readRetainedMb({ pid, output }: RunningProcess): Promise<number> {
  const lineCount = output.stderr.length
  process.kill(pid, 'SIGUSR2')
  for (let waitedMs = 0; waitedMs < COLLECTION_TIMEOUT_MS; waitedMs += POLL_INTERVAL_MS) {
    const line = output.stderr.slice(lineCount).find((text) => text.startsWith(RETAINED_PREFIX))
    if (line !== undefined) return Number(line.slice(RETAINED_PREFIX.length)) / 1024 ** 2
    await pause(POLL_INTERVAL_MS)
  }
  throw new Error('The server did not report its retained memory.')
}

/** The sum over all labels of a metric in the Prometheus text format. */
function sumOf(metrics: string, name: string): number {
  const lines = metrics.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'gm'))
  return [...lines].reduce((sum, [, value]) => sum + Number(value), 0)
}
