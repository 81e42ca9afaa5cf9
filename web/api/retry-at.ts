import type { ApiFailure } from './errors.ts'

/** When asking again can help, in milliseconds of the wall clock; null where waiting is not the answer. */
export function retryAt(failure: Pick<ApiFailure, 'retryAfterMs'>, failedAtMs: number): number | null {
  return failure.retryAfterMs === null ? null : failedAtMs + failure.retryAfterMs
}
