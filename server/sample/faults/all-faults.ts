import { REFUSALS } from './api-errors.ts'
import { FOREIGN_ANSWERS } from './body-faults.ts'
import { BROKEN_CONNECTIONS } from './connection-faults.ts'
import { type Fault, OK } from './fault.ts'
import { ODD_HEADS } from './header-faults.ts'
import { ODD_LISTS } from './payload-faults.ts'
import { SLOW_ANSWERS } from './slow-answers.ts'

/** Every way to answer a call, by name. */
export const FAULTS = {
  ok: OK,
  ...BROKEN_CONNECTIONS,
  ...ODD_HEADS,
  ...SLOW_ANSWERS,
  ...FOREIGN_ANSWERS,
  ...ODD_LISTS,
  ...REFUSALS,
} as const satisfies Record<string, Fault>

/** The name of one way to answer. */
export type FaultName = keyof typeof FAULTS
/** The name of a mode: one way to answer, or another one by lot for three calls of ten. In `churn` no two lists are equal. */
export type FaultMode = FaultName | 'chaos' | 'churn'

/** All names of one way to answer. */
export const FAULT_NAMES: readonly FaultName[] = Object.keys(FAULTS).filter(isFault)
/** All modes that may be asked for. */
export const FAULT_MODES: readonly FaultMode[] = [...FAULT_NAMES, 'chaos', 'churn']

const CHAOS_SHARE = 0.3
/** Left out of the lots: what lasts until somebody hangs up, or changes what a good list holds. */
const NO_CHAOS = new Set<string>(['ok', ...Object.keys(SLOW_ANSWERS), ...Object.keys(ODD_LISTS)])
const CHAOS_NAMES = FAULT_NAMES.filter((name) => !NO_CHAOS.has(name))

/** What a mode does to one call. `random` gives numbers in [0, 1). */
export function faultNameOf(mode: FaultMode, random: () => number): FaultName {
  if (mode !== 'chaos' && mode !== 'churn') return mode
  if (random() >= CHAOS_SHARE) return 'ok'
  return CHAOS_NAMES[Math.floor(random() * CHAOS_NAMES.length)] ?? 'ok'
}

function isFault(name: string): name is FaultName {
  return name in FAULTS
}
