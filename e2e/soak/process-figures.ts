import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'

import type { RunningProcess } from '../support/processes.ts'

/** What a process held and did at one moment. */
export type ProcessFigures = {
  rssMb: number
  /** Open files, sockets among them. */
  openFiles: number
  /** The longest that the event loop was held up since the last look. */
  loopDelayMs: number
  /** How long its main thread had a processor since the start, and how long it waited for one. */
  ranMs: number
  waitedMs: number
  /** Calls of the cloud that have ended, and requests sent for them, since the start. */
  calls: number
  attempts: number
}

/** Looks at the server from outside: what the kernel says of it (Linux), and what it says of itself. */
export async function figuresOf({ pid, origin }: RunningProcess): Promise<ProcessFigures> {
  const schedule = await readFile(`/proc/${pid}/task/${pid}/schedstat`, 'utf8')
  const [ranMs = 0, waitedMs = 0] = schedule.split(' ').map((nanoseconds) => Number(nanoseconds) / 1e6)
  const answer = await fetch(new URL('/metrics', origin))
  const metrics = await answer.text()
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

/** How the line begins in which a process says what is left after a collection of garbage. */
export const KEPT = 'bytes that are kept:'
const COLLECTED_WITHIN_MS = 30_000
const LOOK_AGAIN_MS = 20

/** Megabytes that are left after a collection of garbage: objects, and what they hold outside of the heap. */
export async function keptMbOf({ pid, output }: RunningProcess): Promise<number> {
  const seen = output.stderr.length
  process.kill(pid, 'SIGUSR2')
  for (let waitedMs = 0; waitedMs < COLLECTED_WITHIN_MS; waitedMs += LOOK_AGAIN_MS) {
    const line = output.stderr.slice(seen).find((text) => text.startsWith(KEPT))
    if (line !== undefined) return Number(line.slice(KEPT.length)) / 1024 ** 2
    await pause(LOOK_AGAIN_MS)
  }
  throw new Error('The server never said how much memory it keeps.')
}

/** All values of one name, whatever their labels, in the text format of Prometheus. */
function sumOf(metrics: string, name: string): number {
  const lines = metrics.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'gm'))
  return [...lines].reduce((sum, [, value]) => sum + Number(value), 0)
}
