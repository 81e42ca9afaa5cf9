import { median } from './statistics.ts'

/** What is measured: the product, the lower bound that was written for it, and the naive build of the same stack. */
export type Who = 'ours' | 'bound' | 'naive'

/** What a figure has to be; every part that is given has to hold. Ratios are of medians, to the lower bound's. */
export type Goal = { atMost?: number; atLeast?: number; ratioAtMost?: number; ratioAtLeast?: number }

/** One line of the table: a figure per repeat, in one unit, of whoever was measured. */
export type Row = {
  what: string
  unit: string
  ours: readonly number[]
  bound?: readonly number[]
  naive?: readonly number[]
  goal?: Goal
  /** What a reader has to know in order to read the figures right. */
  note?: string
}

/** Ours to the lower bound's; NaN where either is missing. */
export function ratioOf({ ours, bound = [] }: Row): number {
  const most = median(bound)
  return most === 0 ? Number.NaN : median(ours) / most
}

/** Whether the goal is met; null where there is no goal, or no figure to judge. */
export function isMet(row: Row): boolean | null {
  const { goal, ours } = row
  if (goal === undefined || ours.length === 0) return null
  const figure = median(ours)
  const { atMost = Infinity, atLeast = -Infinity } = goal
  return figure <= atMost && figure >= atLeast && isRatioMet(row, goal)
}

function isRatioMet(row: Row, { ratioAtMost = Infinity, ratioAtLeast = -Infinity }: Goal): boolean {
  const ratio = ratioOf(row)
  // Nothing to be measured against is no excuse where a ratio is the goal.
  if (Number.isNaN(ratio)) return ratioAtMost === Infinity && ratioAtLeast === -Infinity
  return ratio <= ratioAtMost && ratio >= ratioAtLeast
}

/** Whether there is a figure of ours, and each figure is a number; memory is known on Linux only. */
export function hasFigures({ ours, bound = [], naive = [] }: Row): boolean {
  const isKnown = ours.length > 0 || process.platform !== 'linux'
  return isKnown && [...ours, ...bound, ...naive].every((figure) => Number.isFinite(figure))
}
