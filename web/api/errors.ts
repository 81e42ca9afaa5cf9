import type { Failure, FailureCode } from '#contract/failures.ts'

/** Failures that only the page can see: they happen before an answer of our server can be read. */
export const PAGE_FAILURE_CODES = ['BACKEND_UNREACHABLE', 'OFFLINE', 'BAD_ANSWER'] as const
export type PageFailureCode = (typeof PAGE_FAILURE_CODES)[number]

/** Why a call failed: a failure of the contract, or one of the page's own. */
export type ApiFailure = Omit<Failure, 'code' | 'hint'> & {
  code: FailureCode | PageFailureCode
  regionId?: string | undefined
  /** Names the answer in the log of the server. */
  ref?: string | undefined
}

/** What a call gives: the parsed answer, or why there is none. */
export type ApiOutcome<T> = { ok: true; value: T } | { ok: false; failure: ApiFailure }

/** Carries an {@link ApiFailure} through the query cache, which tells failures from answers by throwing. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly failure: ApiFailure

  constructor(failure: ApiFailure) {
    super(`${failure.code}: ${failure.detail}`)
    this.failure = failure
  }
}

/** Whether a failure says that our own server could not be reached at all. */
export function isBackendGone(failure: ApiFailure | undefined): boolean {
  return failure?.code === 'BACKEND_UNREACHABLE' || failure?.code === 'OFFLINE'
}

/** When a retry can help, in epoch milliseconds; null if waiting does not help. */
export function retryAt(failure: Pick<ApiFailure, 'retryAfterMs'>, failedAtMs: number): number | null {
  return failure.retryAfterMs === null ? null : failedAtMs + failure.retryAfterMs
}
