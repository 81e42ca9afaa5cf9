import type { QueryClient } from '@tanstack/react-query'

import { reportLoadFailure } from '../api/connection.ts'
import { usePreferences } from '../preferences/preferences-store.ts'

/** Whether this browser can keep an offline copy. It needs a secure context: HTTPS or localhost. */
export const canWorkOffline = 'caches' in globalThis && 'serviceWorker' in navigator

/** Keeps an offline copy while the preference is on. Resolves once stored data is restored. */
export async function initOffline(queryClient: QueryClient): Promise<void> {
  if (!canWorkOffline) return
  usePreferences.subscribe((now, before) => {
    if (now.offline !== before.offline) void change(now.offline, queryClient)
  })
  if (usePreferences.getState().offline) await change(true, queryClient)
}

async function change(isWanted: boolean, queryClient: QueryClient) {
  const code = await import('./service-worker.ts').catch(reportLoadFailure)
  // The browser may forbid it, e.g. in a private window; then there is no copy.
  await (isWanted ? code?.startOffline(queryClient) : code?.stopOffline())?.catch(() => {})
}
