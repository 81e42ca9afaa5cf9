import type { Failure } from './failures.ts'

/** What a call that can fail in foreseen ways gives: the value, or the failure as a value. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; failure: Failure }
