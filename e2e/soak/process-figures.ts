import { readdir, readFile } from 'node:fs/promises'

import type { RunningProcess } from '../processes.ts'

/** What a process held and did at one moment. */
export type ProcessFigures = {
  rssMb: number
  heapMb: number
  /** Open files, sockets among them. */
  openFiles: number
  /** The longest that the event loop was held up since the last look. */
  loopDelayMs: number
  /** Calls of the cloud that have ended, and requests sent for them, since the start. */
  calls: number
  attempts: number
}

/** Looks at the server from outside: what the kernel says of it (Linux), and what it says of itself. */
export async function figuresOf({ pid, origin }: RunningProcess): Promise<ProcessFigures> {
  const answer = await fetch(new URL('/metrics', origin))
  const metrics = await answer.text()
  const sum = (name: string) => sumOf(metrics, name)
  return {
    rssMb: Number(/^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024,
    heapMb: sum('swas_nodejs_heap_size_used_bytes') / 1024 ** 2,
    openFiles: (await readdir(`/proc/${pid}/fd`)).length,
    loopDelayMs: sum('swas_nodejs_eventloop_lag_max_seconds') * 1000,
    calls: sum('swas_upstream_calls_total'),
    attempts: sum('swas_upstream_attempts_total'),
  }
}

/** All values of one name, whatever their labels, in the text format of Prometheus. */
function sumOf(metrics: string, name: string): number {
  const lines = metrics.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'gm'))
  return [...lines].reduce((sum, [, value]) => sum + Number(value), 0)
}
