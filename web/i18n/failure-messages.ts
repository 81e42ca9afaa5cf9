import type { ApiFailure } from '../api/errors.ts'
import type { FailureMessage } from '../ui/failure-notice.tsx'
import type { Messages } from './en.ts'

/** The texts for a failure, by its reason or else its code, with the facts that a support ticket needs. */
export function failureMessage(failure: ApiFailure, messages: Messages, regionId?: string): FailureMessage {
  const { failures } = messages
  const { code, reason } = failure
  const [title, nextStep] = reason === undefined ? failures.texts[code] : failures.reasons[reason]
  const facts: [string, string | null | undefined][] = [
    [messages.browse.region, regionId ?? failure.regionId],
    [failures.upstreamCode, failure.upstream?.code],
    [failures.requestId, failure.upstream?.requestId],
    [failures.reference, failure.ref],
  ]
  return {
    title,
    nextStep,
    facts: facts.flatMap(([name, value]) =>
      value === null || value === undefined ? [] : [[name, value] as const],
    ),
    tryAgain: failures.tryAgain,
    nextTry: failures.nextTry,
  }
}
