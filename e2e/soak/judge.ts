import type { PhaseResult } from './phase.ts'

/** All results of a soak. */
export type SoakResult = {
  calm: PhaseResult
  dead: PhaseResult
  /** Until all regions were fresh again, or the time limit. */
  recovery: PhaseResult & { isFresh: boolean }
  chaos: PhaseResult
  /** Recovery from the chaos. */
  after: PhaseResult & { isFresh: boolean }
  /** Open files without readers, before and after the faults. */
  idleFiles: { before: number; after: number }
  drain: { held: number; answered: number; exitCode: number | null; seconds: number; errors: string[] }
  /** Log lines about uncaught errors. */
  uncaught: readonly string[]
}

/** Limit until all lists are fresh once the cloud is back. */
export const RECOVERY_SECONDS = 20
/** The same after chaos, which may have throttled an operation for a minute. */
export const RECOVERY_AFTER_CHAOS_SECONDS = 90
/** SWAS_FRESH_SECONDS of the server. */
export const FRESH_SECONDS = 5

/** Allowed increase of retained memory over all faults. */
const MAX_MORE_RETAINED_MB = 16
/**
 * Allowed growth of retained memory, measured after garbage collection. RSS says little about leaks, because Node.js
 * returns free memory late or never.
 */
const MAX_MB_PER_MINUTE = 1
/** Growth is measured from here on; until then caches are filling. */
const WARM_UP_MINUTES = 1
/** Allowed increase of RSS, which also covers leaks in native libraries. */
const MAX_MORE_RSS_MB = 64
/** The limit of the 99th percentile of event loop delay. */
const MAX_P99_BLOCKED_MS = 100
const MAX_MORE_FILES = 8
const PROBE_SECONDS = 15
/** Retries during an outage, and one more per kept-alive connection that turns out to be dead. */
const MAX_RETRIES = 3 + 2
const MAX_DRAIN_SECONDS = 12

/** The broken promises, as sentences; empty if all held. */
export function brokenPromises(result: SoakResult): string[] {
  const { calm, dead, recovery, chaos, after, idleFiles, drain, uncaught } = result
  const phases = [calm, dead, recovery, chaos, after]
  const maxCalls = 5 + Math.ceil(dead.seconds / PROBE_SECONDS)
  const checks: [boolean, string][] = [
    [recovery.isFresh, `not all lists were fresh ${RECOVERY_SECONDS} s after the cloud was back`],
    [after.isFresh, `not all lists were fresh ${RECOVERY_AFTER_CHAOS_SECONDS} s after the chaos`],
    [dead.calls <= maxCalls, `${dead.calls} calls to a dead cloud, limit ${maxCalls}`],
    [
      dead.attempts <= dead.calls + MAX_RETRIES,
      `${dead.attempts} requests for ${dead.calls} calls to a dead cloud`,
    ],
    [
      dead.seconds < 2 * FRESH_SECONDS || (dead.reads.byState['stale'] ?? 0) > 0,
      'lists were never reported as stale while the cloud was dead',
    ],
    [
      retainedMb(after) <= retainedMb(calm) + MAX_MORE_RETAINED_MB,
      `retained memory went from ${retainedMb(calm).toFixed(0)} to ${retainedMb(after).toFixed(0)} MB`,
    ],
    [
      after.rssMb <= calm.rssMb + MAX_MORE_RSS_MB,
      `RSS went from ${calm.rssMb.toFixed(0)} to ${after.rssMb.toFixed(0)} MB`,
    ],
    [
      idleFiles.after <= idleFiles.before + MAX_MORE_FILES,
      `open files went from ${idleFiles.before} to ${idleFiles.after}`,
    ],
    [drain.answered === drain.held, `on SIGTERM ${drain.held - drain.answered} reads were lost`],
    [drain.errors.length === 0, `on SIGTERM: ${drain.errors.join(', ')}`],
    [
      drain.exitCode === 0 && drain.seconds < MAX_DRAIN_SECONDS,
      `exited with ${drain.exitCode} ${drain.seconds.toFixed(1)} s after SIGTERM`,
    ],
    [uncaught.length === 0, `uncaught errors: ${uncaught.join(' ')}`],
  ]
  return [
    ...phases.flatMap(brokenInPhase),
    ...checks.filter(([holds]) => !holds).map(([, sentence]) => sentence),
  ]
}

function brokenInPhase(phase: PhaseResult): string[] {
  const checks: [boolean, string][] = [
    [growth(phase) < MAX_MB_PER_MINUTE, `retained memory grew ${growth(phase).toFixed(2)} MB a minute`],
    [
      p99BlockedMs(phase) < MAX_P99_BLOCKED_MS,
      `the 99th percentile of event loop delay was ${p99BlockedMs(phase).toFixed(0)} ms`,
    ],
  ]
  const broken = checks.filter(([holds]) => !holds).map(([, sentence]) => sentence)
  return [...counted(phase.reads.errors), ...broken].map((what) => `${phase.name}: ${what}`)
}

/** Retained memory at the end of a phase. */
export function retainedMb({ retainedByMinute }: Pick<PhaseResult, 'retainedByMinute'>): number {
  return retainedByMinute.at(-1)?.[1] ?? 0
}

/** MB per minute by least squares, without the first minutes; 0 with too few samples. */
export function growth({ retainedByMinute }: Pick<PhaseResult, 'retainedByMinute'>): number {
  const points = retainedByMinute.filter(([minute]) => minute >= WARM_UP_MINUTES)
  if (points.length < 8) return 0
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length
  const [meanMinute, meanMb] = [mean(0), mean(1)]
  const above = points.reduce((sum, [minute, mb]) => sum + (minute - meanMinute) * (mb - meanMb), 0)
  const below = points.reduce((sum, [minute]) => sum + (minute - meanMinute) ** 2, 0)
  return above / below
}

/** The 99th percentile of event loop delay; the maximum of fewer than 100 samples. */
export function p99BlockedMs({ blockedMs }: Pick<PhaseResult, 'blockedMs'>): number {
  const sorted = blockedMs.toSorted((a, b) => b - a)
  return sorted[Math.floor(sorted.length / 100)] ?? 0
}

/** Equal sentences once, with their count. */
function counted(sentences: readonly string[]): string[] {
  const groups = Map.groupBy(sentences, (sentence) => sentence)
  return [...groups].map(([sentence, all]) => `${all.length} × ${sentence}`)
}
