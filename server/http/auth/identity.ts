import { type FailureReason, ownFailure } from '#contract/failures.ts'

import type { Identity } from '../context.ts'
import type { Refusal } from '../problem.ts'
import type { RequestHead } from '../request-head.ts'

/** Who sent a request, or why that is not known. */
export type Identified = { ok: true; identity: Identity } | { ok: false; refusal: Refusal }

export type Identify = (head: RequestHead) => Identified

type Remedy = {
  reason?: FailureReason
  /** Names how a program can sign in (RFC 9110, section 11.6.1). */
  challenge?: string | undefined
}

/** 401: nobody is signed in. */
export function unauthenticated(
  detail: string,
  { reason, challenge }: Remedy = {},
): { ok: false; refusal: Refusal } {
  return {
    ok: false,
    refusal: {
      failure: { ...ownFailure('UNAUTHENTICATED', detail), ...(reason !== undefined && { reason }) },
      ...(challenge !== undefined && { headers: { 'WWW-Authenticate': challenge } }),
    },
  }
}

/** 403: the user is known but not allowed. */
export function forbidden(detail: string): Identified {
  return { ok: false, refusal: { failure: ownFailure('FORBIDDEN', detail) } }
}

/** 429: too many guesses. */
export function tooManyAttempts(waitMs: number): Identified {
  const detail = 'Too many wrong access tokens came from this address.'
  return { ok: false, refusal: { failure: ownFailure('TOO_MANY_REQUESTS', detail, waitMs) } }
}
