import { API_ERROR_FAULTS } from './api-errors.ts'
import { BODY_FAULTS } from './body-faults.ts'
import { CONNECTION_FAULTS, SLOW_FAULTS } from './connection-faults.ts'
import { type Fault, OK } from './fault.ts'
import { HEADER_FAULTS } from './header-faults.ts'
import { PAYLOAD_FAULTS } from './payload-faults.ts'

export const FAULTS = {
  ok: OK,
  ...CONNECTION_FAULTS,
  ...HEADER_FAULTS,
  ...SLOW_FAULTS,
  ...BODY_FAULTS,
  ...PAYLOAD_FAULTS,
  ...API_ERROR_FAULTS,
} as const satisfies Record<string, Fault>

export type FaultName = keyof typeof FAULTS
/** One fault, or `chaos`: a random one for 30 % of the calls. `churn` is `chaos` where no two lists are equal. */
export type FaultMode = FaultName | 'chaos' | 'churn'

export const FAULT_NAMES: readonly FaultName[] = Object.keys(FAULTS).filter(isFault)
export const FAULT_MODES: readonly FaultMode[] = [...FAULT_NAMES, 'chaos', 'churn']

const CHAOS_SHARE = 0.3
/** Not part of `chaos`: faults that last until the caller hangs up, and faults that change the content of a list. */
const NO_CHAOS = new Set<string>(['ok', ...Object.keys(SLOW_FAULTS), ...Object.keys(PAYLOAD_FAULTS)])
const CHAOS_NAMES = FAULT_NAMES.filter((name) => !NO_CHAOS.has(name))

/** @param random returns numbers in [0, 1) */
export function faultNameOf(mode: FaultMode, random: () => number): FaultName {
  if (mode !== 'chaos' && mode !== 'churn') return mode
  if (random() >= CHAOS_SHARE) return 'ok'
  return CHAOS_NAMES[Math.floor(random() * CHAOS_NAMES.length)] ?? 'ok'
}

function isFault(name: string): name is FaultName {
  return name in FAULTS
}
