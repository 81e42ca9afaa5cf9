import type { QueryClient } from '@tanstack/react-query'

import { persistQueries, LAST_DATA, restoreQueries } from './persist-queries.ts'

const SERVICE_WORKER = '/service-worker.js'
const CACHES = [LAST_DATA, 'swas-shell']

let end = () => {}

/** Lets the page open and show its last data while the server is away. Resolves when the last data are there. */
export async function startOffline(queryClient: QueryClient): Promise<void> {
  const store = await caches.open(LAST_DATA)
  await restoreQueries(queryClient, store)
  end = persistQueries(queryClient, store)
  // The page need not wait for it. Where the browser forbids it, the page opens only with the server.
  navigator.serviceWorker.register(SERVICE_WORKER).catch(() => {})
}

/** Takes the copies away again. */
export async function stopOffline(): Promise<void> {
  end()
  for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister()
  for (const name of CACHES) await caches.delete(name)
}
