import type { FailureCode } from '#contract/failure-codes.ts'
import type { Failure } from '#contract/failures.ts'

/** Failures that only the page sees: they happen before it can read an answer from our server. */
export const PAGE_FAILURE_CODES = ['BACKEND_UNREACHABLE', 'OFFLINE', 'BAD_ANSWER'] as const
export type PageFailureCode = (typeof PAGE_FAILURE_CODES)[number]

/** Why a call failed: a failure from the contract, or one only the page sees. */
export type ApiFailure = Omit<Failure, 'code' | 'hint'> & {
  code: FailureCode | PageFailureCode
  regionId?: string | undefined
  /** Identifies the response in the server's log. */
  ref?: string | undefined
}

export type ApiOutcome<T> = { ok: true; value: T } | { ok: false; failure: ApiFailure }

/** Carries an {@link ApiFailure} through the query cache, which expects failures to be thrown. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly failure: ApiFailure

  constructor(failure: ApiFailure) {
    super(`${failure.code}: ${failure.detail}`)
    this.failure = failure
  }
}

/** Whether the failure means that our server could not be reached at all. */
export function isBackendGone(failure: ApiFailure | undefined): boolean {
  return failure?.code === 'BACKEND_UNREACHABLE' || failure?.code === 'OFFLINE'
}

/** When a retry may succeed, in epoch milliseconds; null if waiting does not help. */
export function retryAt(failure: Pick<ApiFailure, 'retryAfterMs'>, failedAtMs: number): number | null {
  return failure.retryAfterMs === null ? null : failedAtMs + failure.retryAfterMs
}

/** The value of an outcome. @throws ApiError if the call failed. */
export function unwrap<T>(outcome: ApiOutcome<T>): T {
  if (outcome.ok) return outcome.value
  throw new ApiError(outcome.failure)
}
