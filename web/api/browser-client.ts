import { createClient } from './client.ts'
import { keptLaunchToken } from './launch-token.ts'

/** The client of this page. */
export const client = createClient({
  fetch: (path, init) => fetch(path, init),
  isOnline: () => navigator.onLine,
  launchToken: () => keptLaunchToken(sessionStorage),
  timeout: (ms) => AbortSignal.timeout(ms),
})
