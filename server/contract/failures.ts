import * as v from 'valibot'

import { FAILURES, type FailureCode } from './failure-codes.ts'

/** Causes within a code that call for different steps of the operator. */
export const FAILURE_REASONS = [
  'dns',
  'refused',
  'reset',
  'connect',
  'filtered',
  'redirect',
  'empty',
  'encoding',
  'incomplete',
  'not-found',
  'inactive',
  'signature',
  'token',
  'arrears',
  'risk-control',
  'launch-token',
  'signed-out',
] as const
export type FailureReason = (typeof FAILURE_REASONS)[number]

const codes = Object.keys(FAILURES).filter((code): code is FailureCode => code in FAILURES)

/** What the cloud answered, as far as it may be shown; never its message. */
export const upstreamSchema = v.object({
  code: v.nullable(v.string()),
  status: v.nullable(v.number()),
  requestId: v.nullable(v.string()),
})

/** A failure, as part of a region's state or of a problem document. */
export const failureSchema = v.object({
  code: v.picklist(codes),
  reason: v.optional(v.picklist(FAILURE_REASONS)),
  detail: v.string(),
  hint: v.string(),
  retryable: v.boolean(),
  /** Milliseconds after which trying again can help; null if waiting does not help. */
  retryAfterMs: v.nullable(v.number()),
  upstream: v.nullable(upstreamSchema),
  /** When it happened, in ISO 8601. */
  at: v.optional(v.string()),
})
export type Failure = v.InferOutput<typeof failureSchema>

/** A failure that did not come from the cloud, with the hint and `retryable` of its code. */
export function ownFailure(code: FailureCode, detail: string, retryAfterMs: number | null = null): Failure {
  const { hint, retryable } = FAILURES[code]
  return { code, detail, hint, retryable, retryAfterMs, upstream: null }
}

/** The body of every error response: `application/problem+json` (RFC 9457). */
export const problemSchema = v.object({
  ...failureSchema.entries,
  type: v.string(),
  status: v.number(),
  title: v.string(),
  regionId: v.optional(v.string()),
  /** Identifies this response in the server's log. */
  ref: v.string(),
})
export type Problem = v.InferOutput<typeof problemSchema>
