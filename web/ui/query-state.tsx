import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'

import { failureMessage } from '../i18n/failure-messages.ts'
import { useMessages } from '../i18n/messages.ts'
import { FailureNotice } from './failure-notice.tsx'

/** Renders the data of a query, a loading text, or the failure with a retry button. */
export function QueryState<T>(props: { query: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  const { query, children } = props
  const messages = useMessages()
  if (query.data !== undefined) return children(query.data)
  if (query.isPending) return <p aria-busy="true">{messages.page.loading}</p>
  const { failure } = query.error ?? {}
  if (failure === undefined) return null
  return (
    <FailureNotice
      message={failureMessage(failure, messages)}
      retryAtMs={failure.retryAfterMs === null ? null : query.errorUpdatedAt + failure.retryAfterMs}
      onRetry={() => void query.refetch()}
    />
  )
}
