import { median } from './statistics.ts'

/** The subject of a measurement: the product, the lower bound, or the naive implementation with the same stack. */
export type Who = 'ours' | 'bound' | 'naive'

/** The goal for a median. All given limits must hold; ratios are to the median of the lower bound. */
export type Goal = { atMost?: number; atLeast?: number; ratioAtMost?: number; ratioAtLeast?: number }

/** One line of the table: the figures of each subject, one per repetition. */
export type Row = {
  what: string
  unit: string
  ours: readonly number[]
  bound?: readonly number[]
  naive?: readonly number[]
  goal?: Goal
  /** An explanation printed below the table. */
  note?: string
}

/** The ratio of the medians, ours to the lower bound; NaN if either is missing. */
export function ratioOf({ ours, bound = [] }: Row): number {
  const limit = median(bound)
  return limit === 0 ? Number.NaN : median(ours) / limit
}

/** Whether the goal is met; null without a goal or without figures. */
export function isMet(row: Row): boolean | null {
  const { goal, ours } = row
  if (goal === undefined || ours.length === 0) return null
  const figure = median(ours)
  const { atMost = Infinity, atLeast = -Infinity } = goal
  return figure <= atMost && figure >= atLeast && isRatioMet(row, goal)
}

function isRatioMet(row: Row, { ratioAtMost = Infinity, ratioAtLeast = -Infinity }: Goal): boolean {
  const ratio = ratioOf(row)
  // A ratio that cannot be calculated does not meet a ratio goal.
  if (Number.isNaN(ratio)) return ratioAtMost === Infinity && ratioAtLeast === -Infinity
  return ratio <= ratioAtMost && ratio >= ratioAtLeast
}

/** Whether the product has figures and all figures are finite. Memory figures exist only on Linux. */
export function hasFigures({ ours, bound = [], naive = [] }: Row): boolean {
  const isKnown = ours.length > 0 || process.platform !== 'linux'
  return isKnown && [...ours, ...bound, ...naive].every((figure) => Number.isFinite(figure))
}
