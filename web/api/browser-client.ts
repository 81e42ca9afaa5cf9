import { createClient } from './client.ts'
import { readLaunchToken } from './launch-token.ts'

/** The client of this page. */
export const client = createClient({
  fetch: (path, init) => fetch(path, init),
  isOnline: () => navigator.onLine,
  launchToken: () => readLaunchToken(sessionStorage),
  timeout: (ms) => AbortSignal.timeout(ms),
})
