import type { Failure } from './failures.ts'

/** The result of an operation that can fail in foreseen ways. */
export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure }
