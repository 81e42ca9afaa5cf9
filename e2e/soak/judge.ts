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

const HEAP_MB = 16
const RSS_MB_PER_MINUTE = 1
/** Memory is judged from here on: before, it still grows to what it needs. */
const SETTLED_MINUTES = 3
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
      after.heapMb <= calm.heapMb + HEAP_MB,
      `the heap went from ${calm.heapMb.toFixed(0)} to ${after.heapMb.toFixed(0)} MB`,
    ],
    [
      rssSlope(dead) < RSS_MB_PER_MINUTE,
      `while the cloud was dead memory grew ${rssSlope(dead).toFixed(2)} MB a minute`,
    ],
    [
      rssSlope(chaos) < RSS_MB_PER_MINUTE,
      `in the chaos memory grew ${rssSlope(chaos).toFixed(2)} MB a minute`,
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
  const wrong = phases.flatMap(({ name, reads }) => counted(reads.wrong).map((what) => `${name}: ${what}`))
  return [...wrong, ...checks.filter(([holds]) => !holds).map(([, sentence]) => sentence)]
}

/** Megabytes a minute by least squares, from the settled minutes on; 0 where there are too few of them. */
export function rssSlope({ rssByMinute }: Pick<PhaseResult, 'rssByMinute'>): number {
  const points = rssByMinute.filter(([minute]) => minute >= SETTLED_MINUTES)
  if (points.length < 60) return 0
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length
  const [meanMinute, meanMb] = [mean(0), mean(1)]
  const above = points.reduce((sum, [minute, mb]) => sum + (minute - meanMinute) * (mb - meanMb), 0)
  const below = points.reduce((sum, [minute]) => sum + (minute - meanMinute) ** 2, 0)
  return above / below
}

/** The same sentence once, with how often it was said. */
function counted(sentences: readonly string[]): string[] {
  const groups = Map.groupBy(sentences, (sentence) => sentence)
  return [...groups].map(([sentence, all]) => `${all.length} × ${sentence}`)
}
