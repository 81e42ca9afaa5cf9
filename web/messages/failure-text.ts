/** What happened, and what to do now. */
export type FailureText = readonly [title: string, nextStep: string]
