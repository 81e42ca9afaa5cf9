import { type FailureReason, ownFailure } from '#contract/failures.ts'

import { type Refusal, refuse } from '../refusal.ts'
import type { Identified } from './identity.ts'

/** How those who are not known can change that, for the page and for programs. */
type Remedy = {
  reason?: FailureReason
  /** Names how a program can sign in (RFC 9110, section 11.6.1). */
  challenge?: string | undefined
}

/** Nobody is signed in. */
export function unauthenticated(
  detail: string,
  { reason, challenge }: Remedy = {},
): { ok: false; refusal: Refusal } {
  return {
    ok: false,
    refusal: {
      failure: { ...ownFailure('UNAUTHENTICATED', detail), ...(reason !== undefined && { reason }) },
      headers: challenge === undefined ? {} : { 'WWW-Authenticate': challenge },
    },
  }
}

/** Somebody is known, but may not ask. */
export function forbidden(detail: string): Identified {
  return { ok: false, refusal: refuse(ownFailure('FORBIDDEN', detail)) }
}

/** Somebody guesses. */
export function tooManyAttempts(waitMs: number): Identified {
  const detail = 'Too many wrong access tokens came from this address.'
  return { ok: false, refusal: refuse(ownFailure('TOO_MANY_REQUESTS', detail, waitMs)) }
}
