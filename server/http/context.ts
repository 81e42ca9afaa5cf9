import type { Context } from 'hono'

import type { Failure, FailureCode } from '#contract/failures.ts'
import type { Outcome } from '#contract/result.ts'

import type { Scheme } from './middleware/allowed-hosts.ts'
import { problemAnswer } from './problem.ts'
import type { Head } from './request-head.ts'

/** What is noted of one request for its line in the log. */
export type Trace = {
  /** Random; the caller gets it with a failure. */
  ref: string
  code?: FailureCode
  /** What was thrown; for the log only. */
  cause?: unknown
}

/** What a route gets besides the request. */
export type RouteEnv = {
  Bindings: {
    trace: Trace
    head: Head
    /** As browsers have it; `http` where it is not given. A proxy may speak TLS with them, and not with us. */
    scheme?: Scheme
    /** Keeps the connection of this request open for so many milliseconds without a byte. */
    allowSilence?: (ms: number) => void
  }
}

/** A request on its way through a route. */
export type Exchange = Context<RouteEnv>

/** Answers with a problem document, and notes the code for the log. */
export function fail(exchange: Exchange, failure: Failure, regionId?: string): Response {
  const { trace } = exchange.env
  trace.code = failure.code
  const { status, headers, body } = problemAnswer(failure, trace.ref, regionId)
  return new Response(body, { status, headers })
}

/** Answers with the value, or with the problem that stands in its place. */
export async function answer<T>(
  exchange: Exchange,
  outcome: Outcome<T>,
  answerValue: (value: T) => Response | Promise<Response>,
  regionId?: string,
): Promise<Response> {
  return outcome.ok ? answerValue(outcome.value) : fail(exchange, outcome.failure, regionId)
}
