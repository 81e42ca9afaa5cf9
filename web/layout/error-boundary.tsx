import type { ReactNode } from 'react'
import { ErrorBoundary } from 'react-error-boundary'
import { usePathname, useSearch } from 'wouter/use-browser-location'

import { useMessages } from '../i18n/messages.ts'
import { EmptyState } from '../ui/empty-state.tsx'

/** Keeps header and navigation when a page throws. Navigating resets it. */
export function PageErrorBoundary({ children }: { children: ReactNode }) {
  return (
    <ErrorBoundary resetKeys={[usePathname(), useSearch()]} fallback={<BrokenPage />}>
      {children}
    </ErrorBoundary>
  )
}

function BrokenPage() {
  const { page } = useMessages()
  return (
    <EmptyState title={page.brokenTitle}>
      <button type="button" onClick={() => location.reload()}>
        {page.reload}
      </button>
    </EmptyState>
  )
}
