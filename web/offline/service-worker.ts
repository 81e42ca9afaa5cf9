import type { QueryClient } from '@tanstack/react-query'

import { persistQueries, LAST_DATA, restoreQueries } from './persist-queries.ts'

const SERVICE_WORKER = '/service-worker.js'
const CACHES = [LAST_DATA, 'swas-shell']

let stopPersisting = () => {}

/** Lets the page open and show its last data while the server is away. Resolves once that data is restored. */
export async function startOffline(queryClient: QueryClient): Promise<void> {
  const store = await caches.open(LAST_DATA)
  await restoreQueries(queryClient, store)
  stopPersisting = persistQueries(queryClient, store)
  // Not awaited: the page works without it, but then opens only while the server is up.
  navigator.serviceWorker.register(SERVICE_WORKER).catch(() => {})
}

/** Deletes the offline copy. */
export async function stopOffline(): Promise<void> {
  stopPersisting()
  for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister()
  for (const name of CACHES) await caches.delete(name)
}
