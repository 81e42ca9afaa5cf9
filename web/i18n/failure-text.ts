import type { FailureReason } from '#contract/failures.ts'

/** What happened, and what to do now. */
export type FailureText = readonly [title: string, nextStep: string]

/** What is said in place of the words for a code, where the cause is known more narrowly. */
export type FailureReasons = Record<FailureReason, FailureText>
