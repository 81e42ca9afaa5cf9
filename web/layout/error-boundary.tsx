import { Component, type ReactNode } from 'react'

import { useMessages } from '../i18n/messages.ts'
import { EmptyState } from '../ui/empty-state.tsx'

/** Keeps the frame when a page fails. */
export class PageBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state = { error: null }

  static getDerivedStateFromError(error: Error) {
    return { error }
  }

  override render() {
    return this.state.error === null ? this.props.children : <Broken />
  }
}

function Broken() {
  const { page } = useMessages()
  return (
    <EmptyState title={page.brokenTitle}>
      <button type="button" onClick={() => location.reload()}>
        {page.reload}
      </button>
    </EmptyState>
  )
}
