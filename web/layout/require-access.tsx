import { type ReactNode, useEffect } from 'react'

import { useAccessRefusal } from '../api/connection.ts'
import type { ApiFailure } from '../api/errors.ts'
import { failureMessage } from '../i18n/failure-messages.ts'
import { useMessages } from '../i18n/messages.ts'
import { signInUrl } from '../routing/routes.ts'
import { EmptyState } from '../ui/empty-state.tsx'

/** The content, for as long as the server lets this browser in; then how to get in again. */
export function RequireAccess({ children }: { children: ReactNode }) {
  const { refusal } = useAccessRefusal()
  return refusal === null ? children : <Refused refusal={refusal} />
}

/** Whose session is over goes on to sign in by itself: nothing of the page is of use until then. */
function Refused({ refusal }: { refusal: ApiFailure }) {
  const messages = useMessages()
  const { title, nextStep } = failureMessage(refusal, messages)
  const address = refusal.reason === 'signed-out' ? signInUrl(location) : null
  useEffect(() => {
    if (address !== null) location.assign(address)
  }, [address])
  return (
    <EmptyState title={title}>
      <p role="alert">{nextStep}</p>
      {address !== null && <a href={address}>{messages.page.signIn}</a>}
      {refusal.reason === undefined && (
        <button type="button" onClick={() => location.reload()}>
          {messages.page.reload}
        </button>
      )}
    </EmptyState>
  )
}
