import { FAILURES, type Failure, type Problem } from '#contract/failures.ts'

import { API_HEADERS } from './middleware/security-headers.ts'

/** An answer that says what failed, before it is bound to Node's or the Fetch API's way of answering. */
export type ProblemAnswer = { status: number; headers: Record<string, string>; body: string }

/**
 * A failure as `application/problem+json` (RFC 9457). Only the fields of the contract are passed on.
 * `ref` names this answer in the log.
 */
export function problemAnswer(failure: Failure, ref: string, regionId?: string): ProblemAnswer {
  const { status, title } = FAILURES[failure.code]
  const { code, reason, detail, hint, retryable, retryAfterMs, upstream, at } = failure
  const problem: Problem = {
    type: 'about:blank',
    status,
    title,
    code,
    ...(reason !== undefined && { reason }),
    detail,
    hint,
    retryable,
    retryAfterMs,
    upstream,
    ...(at !== undefined && { at }),
    ...(regionId !== undefined && { regionId }),
    ref,
  }
  const headers: Record<string, string> = { ...API_HEADERS, 'Content-Type': 'application/problem+json' }
  if (retryAfterMs !== null) headers['Retry-After'] = String(Math.ceil(retryAfterMs / 1000))
  return { status, headers, body: JSON.stringify(problem) }
}
