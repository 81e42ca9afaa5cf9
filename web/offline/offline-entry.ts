import type { QueryClient } from '@tanstack/react-query'

import { reportLoadFailure } from '../api/connection.ts'
import { usePreferences } from '../preferences/preferences-store.ts'

/** Whether this browser can keep a copy: only where the connection is private, or the server on this machine. */
export const canWorkOffline = 'caches' in globalThis && 'serviceWorker' in navigator

/** Keeps a copy of page and data for as long as that is preferred. Resolves when what was kept is there. */
export async function initOffline(queryClient: QueryClient): Promise<void> {
  if (!canWorkOffline) return
  usePreferences.subscribe((now, before) => {
    if (now.offline !== before.offline) void change(now.offline, queryClient)
  })
  if (usePreferences.getState().offline) await change(true, queryClient)
}

async function change(isWanted: boolean, queryClient: QueryClient) {
  const code = await import('./service-worker.ts').catch(reportLoadFailure)
  // A browser may forbid it, in a private window for one: then there is no copy.
  await (isWanted ? code?.startOffline(queryClient) : code?.stopOffline())?.catch(() => {})
}
