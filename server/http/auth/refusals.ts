import { ownFailure } from '#contract/failures.ts'

import { type Refusal, refuse } from '../refusal.ts'
import type { Identified } from './identity.ts'

/** Nobody is signed in. `challenge` names how a program can (RFC 9110, section 11.6.1). */
export function unauthenticated(detail: string, challenge?: string): { ok: false; refusal: Refusal } {
  return {
    ok: false,
    refusal: {
      failure: ownFailure('UNAUTHENTICATED', detail),
      headers: challenge === undefined ? {} : { 'WWW-Authenticate': challenge },
    },
  }
}

/** Somebody is known, but may not ask. */
export function forbidden(detail: string): Identified {
  return { ok: false, refusal: refuse(ownFailure('FORBIDDEN', detail)) }
}
