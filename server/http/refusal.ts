import type { Failure } from '#contract/failures.ts'

/** Why the front door does not let a request in, and headers that say more. */
export type Refusal = {
  failure: Failure
  headers: Record<string, string>
  /** Where a browser goes on to instead of reading the failure. */
  location?: string
}

/** A refusal without headers of its own. */
export function refuse(failure: Failure): Refusal {
  return { failure, headers: {} }
}
