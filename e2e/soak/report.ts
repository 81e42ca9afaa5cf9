import { growth, keptMb, type SoakResult, usuallyHeldUpMs } from './judge.ts'
import type { PhaseResult } from './phase.ts'

const HEAD = [
  '',
  's',
  'reads',
  'stale',
  'wrong',
  'calls/min',
  'requests',
  'RSS MB',
  'kept MB',
  'MB/min',
  'files',
  'loop ms 99 %',
  'longest',
]

/** The figures as a table, a line for each phase, and how it ended. */
export function formatSoak(result: SoakResult): string {
  const { calm, dead, recovery, chaos, after, idleFiles, drain } = result
  const lines = [HEAD, ...[calm, dead, recovery, chaos, after].map(cellsOf)]
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  const table = lines.map((line) => line.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  '))
  return [
    ...table,
    '',
    `open files without readers: ${idleFiles.before} before, ${idleFiles.after} after`,
    `SIGTERM with ${drain.held} reads under way: ${drain.answered} answered, exit ${drain.exitCode} after ${drain.seconds.toFixed(1)} s`,
  ].join('\n')
}

function cellsOf(phase: PhaseResult): string[] {
  const { byState, wrong } = phase.reads
  const reads = Object.values(byState).reduce((sum, count) => sum + count, 0)
  return [
    phase.name,
    phase.seconds.toFixed(0),
    String(reads),
    String(byState['stale'] ?? 0),
    String(wrong.length),
    ((phase.calls * 60) / phase.seconds).toFixed(0),
    String(phase.attempts),
    phase.rssMb.toFixed(0),
    keptMb(phase).toFixed(1),
    growth(phase).toFixed(2),
    String(phase.openFiles),
    usuallyHeldUpMs(phase).toFixed(0),
    Math.max(0, ...phase.heldUpMs).toFixed(0),
  ]
}
