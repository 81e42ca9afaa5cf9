import type { PhaseResult } from './phase.ts'

/** Everything that a soak found out. */
export type SoakResult = {
  calm: PhaseResult
  dead: PhaseResult
  /** Until all regions were fresh again, or until nobody would wait any longer. */
  recovery: PhaseResult & { isFresh: boolean }
  chaos: PhaseResult
  /** Good again after the chaos. */
  after: PhaseResult & { isFresh: boolean }
  /** Open files once all readers had gone: before the trouble and after it. */
  idleFiles: { before: number; after: number }
  drain: { held: number; answered: number; exitCode: number | null; seconds: number; otherwise: string[] }
  /** Lines of the log that tell of an error nobody caught. */
  uncaught: readonly string[]
}

/** How soon lists turn fresh once the cloud is back. */
export const RECOVERY_SECONDS = 20
/** The same after a chaos, which may have throttled an operation for a minute. */
export const RECOVERY_AFTER_CHAOS_SECONDS = 90
/** How long the lists of the soak count as fresh. */
export const FRESH_SECONDS = 5

/** Megabytes that may be kept after all the trouble beyond what was kept before it. */
const MORE_KEPT_MB = 16
/**
 * Growth is judged by what collections of garbage leave, not by the memory that the kernel sees: how much of that Node
 * gives back, and when, says little about what is held on to.
 */
const KEPT_MB_PER_MINUTE = 1
/** Growth is judged from here on: before, caches still fill. */
const SETTLED_MINUTES = 1
/** Yet what is outside of Node's sight, as in its libraries, would show there. */
const MORE_RSS_MB = 64
/** In one second of 100 the event loop may be held up for longer. */
const HELD_UP_MS = 100
const MORE_FILES = 8
const PROBE_SECONDS = 15
/** Second attempts of a whole outage, and kept connections of which each may be found dead once. */
const MORE_REQUESTS = 3 + 2
const DRAIN_SECONDS = 12

/** Which promises did not hold, in sentences; none where all did. */
export function brokenPromises(result: SoakResult): string[] {
  const { calm, dead, recovery, chaos, after, idleFiles, drain, uncaught } = result
  const phases = [calm, dead, recovery, chaos, after]
  const mostCalls = 5 + Math.ceil(dead.seconds / PROBE_SECONDS)
  const checks: [boolean, string][] = [
    [recovery.isFresh, `not all lists were read anew ${RECOVERY_SECONDS} s after the cloud was back`],
    [after.isFresh, `not all lists were read anew ${RECOVERY_AFTER_CHAOS_SECONDS} s after the chaos`],
    [dead.calls <= mostCalls, `${dead.calls} calls of a dead cloud, not ${mostCalls} at most`],
    [
      dead.attempts <= dead.calls + MORE_REQUESTS,
      `${dead.attempts} requests for ${dead.calls} calls of a dead cloud`,
    ],
    [
      dead.seconds < 2 * FRESH_SECONDS || (dead.reads.byState['stale'] ?? 0) > 0,
      'lists were never called stale while the cloud was dead',
    ],
    [
      keptMb(after) <= keptMb(calm) + MORE_KEPT_MB,
      `what is kept went from ${keptMb(calm).toFixed(0)} to ${keptMb(after).toFixed(0)} MB`,
    ],
    [
      after.rssMb <= calm.rssMb + MORE_RSS_MB,
      `memory went from ${calm.rssMb.toFixed(0)} to ${after.rssMb.toFixed(0)} MB`,
    ],
    [
      idleFiles.after <= idleFiles.before + MORE_FILES,
      `open files went from ${idleFiles.before} to ${idleFiles.after}`,
    ],
    [drain.answered === drain.held, `on SIGTERM ${drain.held - drain.answered} reads were lost`],
    [drain.otherwise.length === 0, `on SIGTERM: ${drain.otherwise.join(', ')}`],
    [
      drain.exitCode === 0 && drain.seconds < DRAIN_SECONDS,
      `ended with ${drain.exitCode} ${drain.seconds.toFixed(1)} s after SIGTERM`,
    ],
    [uncaught.length === 0, `errors that nobody caught: ${uncaught.join(' ')}`],
  ]
  return [
    ...phases.flatMap(brokenInPhase),
    ...checks.filter(([holds]) => !holds).map(([, sentence]) => sentence),
  ]
}

function brokenInPhase(phase: PhaseResult): string[] {
  const checks: [boolean, string][] = [
    [growth(phase) < KEPT_MB_PER_MINUTE, `what is kept grew ${growth(phase).toFixed(2)} MB a minute`],
    [
      usuallyHeldUpMs(phase) < HELD_UP_MS,
      `in one second of 100 the event loop was held up ${usuallyHeldUpMs(phase).toFixed(0)} ms or longer`,
    ],
  ]
  const broken = checks.filter(([holds]) => !holds).map(([, sentence]) => sentence)
  return [...counted(phase.reads.wrong), ...broken].map((what) => `${phase.name}: ${what}`)
}

/** What was kept at the end of a phase. */
export function keptMb({ keptByMinute }: Pick<PhaseResult, 'keptByMinute'>): number {
  return keptByMinute.at(-1)?.[1] ?? 0
}

/** Megabytes a minute by least squares, from the settled minutes on; 0 where there are too few of them. */
export function growth({ keptByMinute }: Pick<PhaseResult, 'keptByMinute'>): number {
  const points = keptByMinute.filter(([minute]) => minute >= SETTLED_MINUTES)
  if (points.length < 8) return 0
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length
  const [meanMinute, meanMb] = [mean(0), mean(1)]
  const above = points.reduce((sum, [minute, mb]) => sum + (minute - meanMinute) * (mb - meanMb), 0)
  const below = points.reduce((sum, [minute]) => sum + (minute - meanMinute) ** 2, 0)
  return above / below
}

/** The delay that one second of 100 exceeds; the longest of all where there are fewer. */
export function usuallyHeldUpMs({ heldUpMs }: Pick<PhaseResult, 'heldUpMs'>): number {
  const sorted = heldUpMs.toSorted((a, b) => b - a)
  return sorted[Math.floor(sorted.length / 100)] ?? 0
}

/** The same sentence once, with how often it was said. */
function counted(sentences: readonly string[]): string[] {
  const groups = Map.groupBy(sentences, (sentence) => sentence)
  return [...groups].map(([sentence, all]) => `${all.length} × ${sentence}`)
}
