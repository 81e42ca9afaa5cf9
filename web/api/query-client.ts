import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'

import { reportFailure } from './connection.ts'
import type { ApiError } from './errors.ts'

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: ApiError
  }
}

/**
 * The page never retries: the server does, and it knows the quota. `networkMode: 'always'` because the server may run
 * on this machine, which works even while the browser reports being offline.
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
