import { FAILURES } from '#contract/failure-codes.ts'
import type { Failure, Problem } from '#contract/failures.ts'
import type { Result } from '#contract/result.ts'

import type { Context } from './context.ts'

/** Why a request is refused before it reaches its route. */
export type Refusal = {
  failure: Failure
  headers?: Record<string, string>
  /** Where a browser is sent instead of getting the failure. */
  location?: string
}

/**
 * Answers with a failure as `application/problem+json` (RFC 9457), limited to the fields of the contract, and notes its
 * code for the log.
 */
export function sendProblem(
  context: Context,
  failure: Failure,
  { regionId, headers = {} }: { regionId?: string | undefined; headers?: Record<string, string> } = {},
): Response {
  const trace = context.get('trace')
  trace.code = failure.code
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
    ref: trace.ref,
  }
  return new Response(JSON.stringify(problem), {
    status,
    headers: {
      'Content-Type': 'application/problem+json',
      ...(retryAfterMs !== null && { 'Retry-After': String(Math.ceil(retryAfterMs / 1000)) }),
      ...headers,
    },
  })
}

/** Answers with the value, or with the failure as a problem. */
export async function sendOutcome<T>(
  context: Context,
  outcome: Result<T>,
  send: (value: T) => Response | Promise<Response>,
  regionId?: string,
): Promise<Response> {
  return outcome.ok ? send(outcome.value) : sendProblem(context, outcome.failure, { regionId })
}
