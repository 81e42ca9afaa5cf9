import * as v from 'valibot'

import { OPERATIONS } from '../authorize.ts'
import { FAULT_MODES, type FaultName, faultNameOf } from './all-faults.ts'
import { createSeededRandom } from './seeded-random.ts'

/** What to do with which calls: those of an operation, of a region, or all; so many of them, or all. */
export const ruleSchema = v.strictObject({
  mode: v.picklist(FAULT_MODES),
  operation: v.optional(v.picklist(OPERATIONS)),
  region: v.optional(v.pipe(v.string(), v.maxLength(64))),
  times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  seed: v.optional(v.pipe(v.number(), v.integer()), 1),
})
/** A rule as it is written: without a seed it has 1. */
export type Rule = v.InferInput<typeof ruleSchema>

/** How one call is to be answered, and the lots that may be drawn for it. */
export type Verdict = { fault: FaultName; random: () => number; isNumbered: boolean }

/** The rules that hold now; the newest that fits a call decides. */
export type Rules = {
  add(rule: Rule): void
  clear(): void
  decide(operation: string, region: string): Verdict
}

/** Starts without a rule: every call is answered well. */
export function createRules(): Rules {
  let rules: { rule: Rule; left: number; random: () => number }[] = []
  return {
    add: (rule) => {
      const older = rules.filter(({ rule: old }) => !isSameScope(old, rule))
      const random = createSeededRandom(rule.seed ?? 1)
      rules = [{ rule, left: rule.times ?? Infinity, random }, ...older]
    },
    clear: () => {
      rules = []
    },
    decide: (operation, region) => {
      const found = rules.find(({ rule }) => fits(rule, operation, region))
      if (found === undefined) return { fault: 'ok', random: () => 0, isNumbered: false }
      found.left -= 1
      rules = rules.filter(({ left }) => left > 0)
      const { rule, random } = found
      return { fault: faultNameOf(rule.mode, random), random, isNumbered: rule.mode === 'churn' }
    },
  }
}

function isSameScope(a: Rule, b: Rule): boolean {
  return a.operation === b.operation && a.region === b.region
}

function fits(rule: Rule, operation: string, region: string): boolean {
  const isOperation = rule.operation === undefined || rule.operation === operation
  return isOperation && (rule.region === undefined || rule.region === region)
}
