import * as v from 'valibot'

import { OPERATIONS } from '../authorize.ts'
import { FAULT_MODES, type FaultName, faultNameOf } from './all-faults.ts'

/** A fault mode for calls of one operation or region, or for all calls, optionally limited in number. */
export const ruleSchema = v.strictObject({
  mode: v.picklist(FAULT_MODES),
  operation: v.optional(v.picklist(OPERATIONS)),
  region: v.optional(v.pipe(v.string(), v.maxLength(64))),
  times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  seed: v.optional(v.pipe(v.number(), v.integer()), 1),
})
export type Rule = v.InferInput<typeof ruleSchema>

/** How to answer one call. `isUnique`: a list must differ from every other one. */
export type Decision = { fault: FaultName; random: () => number; isUnique: boolean }

/** The active rules. The newest one that matches a call decides. */
export type Rules = {
  add(rule: Rule): void
  clear(): void
  decide(operation: string, region: string): Decision
}

/** Starts without rules: every call is answered correctly. */
export function createRules(): Rules {
  let rules: { rule: Rule; left: number; random: () => number }[] = []
  return {
    add: (rule) => {
      const others = rules.filter(({ rule: old }) => !hasSameScope(old, rule))
      const random = createSeededRandom(rule.seed ?? 1)
      rules = [{ rule, left: rule.times ?? Infinity, random }, ...others]
    },
    clear: () => {
      rules = []
    },
    decide: (operation, region) => {
      const found = rules.find(({ rule }) => matches(rule, operation, region))
      if (found === undefined) return { fault: 'ok', random: () => 0, isUnique: false }
      found.left -= 1
      rules = rules.filter(({ left }) => left > 0)
      const { rule, random } = found
      return { fault: faultNameOf(rule.mode, random), random, isUnique: rule.mode === 'churn' }
    },
  }
}

/** Numbers in [0, 1), the same for the same seed. Source: mulberry32 by Tommy Ettinger, in the public domain. */
export function createSeededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function hasSameScope(a: Rule, b: Rule): boolean {
  return a.operation === b.operation && a.region === b.region
}

function matches(rule: Rule, operation: string, region: string): boolean {
  const isOperation = rule.operation === undefined || rule.operation === operation
  return isOperation && (rule.region === undefined || rule.region === region)
}
