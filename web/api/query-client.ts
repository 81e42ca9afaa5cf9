import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'

import { reportFailure } from './connection.ts'
import type { ApiError } from './errors.ts'

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: ApiError
  }
}

/**
 * A cache of answers. The server retries and knows the quota, so the page never retries by itself; and it asks even
 * where the browser believes to be offline, since the server may be on this machine.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: reportFailure }),
    mutationCache: new MutationCache({ onError: reportFailure }),
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        gcTime: 30 * 60_000,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}
