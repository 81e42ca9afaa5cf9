import { type ReactNode, useEffect } from 'react'

import { useAccessRefusal } from '../api/connection.ts'
import type { ApiFailure } from '../api/errors.ts'
import { failureMessage } from '../i18n/failure-messages.ts'
import { useMessages } from '../i18n/messages.ts'
import { signInUrl } from '../routing/routes.ts'
import { EmptyState } from '../ui/empty-state.tsx'

/** Renders the content while the server grants access; otherwise, how to regain it. */
export function RequireAccess({ children }: { children: ReactNode }) {
  const { refusal } = useAccessRefusal()
  return refusal === null ? children : <Refused refusal={refusal} />
}

/** Redirects to the sign-in page when the session has ended: nothing works until then. */
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
