import type { Failure } from '#contract/failures.ts'

/** Why the front door does not let a request in, and headers that say more. */
export type Refusal = { failure: Failure; headers: Record<string, string> }

/** A refusal without headers of its own. */
export function refuse(failure: Failure): Refusal {
  return { failure, headers: {} }
}
