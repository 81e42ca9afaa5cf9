import { growth, retainedMb, type SoakResult, p99BlockedMs } from './judge.ts'
import type { PhaseResult } from './phase.ts'

const HEAD = [
  '',
  's',
  'reads',
  'stale',
  'errors',
  'calls/min',
  'requests',
  'RSS MB',
  'retained MB',
  'MB/min',
  'files',
  'loop p99 ms',
  'max',
]

/** The figures as a table with a line per phase, and how the server stopped. */
export function formatSoak(result: SoakResult): string {
  const { calm, dead, recovery, chaos, after, idleFiles, drain } = result
  const lines = [HEAD, ...[calm, dead, recovery, chaos, after].map(cellsOf)]
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  const table = lines.map((line) => line.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  '))
  return [
    ...table,
    '',
    `open files without readers: ${idleFiles.before} before, ${idleFiles.after} after`,
    `SIGTERM with ${drain.held} reads in flight: ${drain.answered} answered, exit ${drain.exitCode} after ${drain.seconds.toFixed(1)} s`,
  ].join('\n')
}

function cellsOf(phase: PhaseResult): string[] {
  const { byState, errors } = phase.reads
  const reads = Object.values(byState).reduce((sum, count) => sum + count, 0)
  return [
    phase.name,
    phase.seconds.toFixed(0),
    String(reads),
    String(byState['stale'] ?? 0),
    String(errors.length),
    ((phase.calls * 60) / phase.seconds).toFixed(0),
    String(phase.attempts),
    phase.rssMb.toFixed(0),
    retainedMb(phase).toFixed(1),
    growth(phase).toFixed(2),
    String(phase.openFiles),
    p99BlockedMs(phase).toFixed(0),
    Math.max(0, ...phase.blockedMs).toFixed(0),
  ]
}
