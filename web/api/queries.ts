import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query'

import { type ChangesQuery, PATHS } from '#contract/api.ts'
import { changesAnswerSchema } from '#contract/changes.ts'
import { type ImagesAnswer, imagesAnswerSchema, refreshAnswerSchema } from '#contract/images.ts'
import {
  imageDetailSchema,
  lookupAnswerSchema,
  lookupEventSchema,
  type LookupRequest,
} from '#contract/lookup.ts'
import { regionsAnswerSchema } from '#contract/regions.ts'
import { statusAnswerSchema } from '#contract/status.ts'

import { browserClient, type Client } from './client.ts'
import { unwrap } from './errors.ts'

/** How often a list is refetched while the server is still reading some of its regions. */
const PROGRESS_MS = 2000
/** The server decides what is fresh; within this time, going back to a region sends no request. */
const STALE_MS = 60_000

/** `/a/:b` and `{ b: 'c d' }` → `/a/c%20d`, plus the query. Undefined query values are left out. */
export function apiPath(
  path: string,
  parameters: Record<string, string> = {},
  query: Record<string, string | undefined> = {},
): string {
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.append(name, value)
  return search.size === 0 ? filled : `${filled}?${search}`
}

export function regionsQuery(client: Client = browserClient) {
  return queryOptions({
    queryKey: ['regions'],
    queryFn: async ({ signal }) =>
      unwrap(await client.request({ path: PATHS.regions, answer: regionsAnswerSchema, signal })),
    staleTime: 10 * 60_000,
  })
}

/** Whether the server is still reading some of the regions. */
export function isRefreshing(answer: ImagesAnswer): boolean {
  return Object.values(answer.regions).some(({ state, refreshing }) => refreshing || state === 'never')
}

/**
 * The images of one region, several (`a,b`) or `all`. That string is the key, so no answer is ever shown under another
 * region. Refetched while the server is still reading regions.
 */
export function imagesQuery(region: string, client: Client = browserClient) {
  return queryOptions({
    queryKey: ['images', region],
    queryFn: async ({ signal }) =>
      unwrap(
        await client.request({
          path: apiPath(PATHS.images, {}, { region }),
          answer: imagesAnswerSchema,
          signal,
        }),
      ),
    staleTime: STALE_MS,
    refetchInterval: ({ state }) =>
      state.data !== undefined && state.status === 'success' && isRefreshing(state.data)
        ? PROGRESS_MS
        : false,
  })
}

export function imageQuery(regionId: string, imageId: string, client: Client = browserClient) {
  return queryOptions({
    queryKey: ['image', regionId, imageId],
    queryFn: async ({ signal }) =>
      unwrap(
        await client.request({
          path: apiPath(PATHS.image, { regionId, imageId }),
          answer: imageDetailSchema,
          signal,
        }),
      ),
    staleTime: STALE_MS,
  })
}

/** Changes between snapshots, newest first. */
export function changesQuery(
  query: Partial<Omit<ChangesQuery, 'region'>> & { region?: string },
  client: Client = browserClient,
) {
  return queryOptions({
    queryKey: ['changes', query],
    queryFn: async ({ signal }) =>
      unwrap(
        await client.request({
          path: apiPath(PATHS.changes, {}, query),
          answer: changesAnswerSchema,
          signal,
        }),
      ),
    staleTime: STALE_MS,
  })
}

export function statusQuery(client: Client = browserClient) {
  return queryOptions({
    queryKey: ['status'],
    queryFn: async ({ signal }) =>
      unwrap(await client.request({ path: PATHS.status, answer: statusAnswerSchema, signal })),
    staleTime: 0,
  })
}

/** One real ListImages call for at most `MAX_IMAGE_IDS` IDs of one region, subject to the quota. */
export function liveImagesMutation(client: Client = browserClient) {
  return mutationOptions({
    mutationKey: ['live-images'],
    mutationFn: async ({ regionId, imageIds }: { regionId: string; imageIds: readonly string[] }) =>
      unwrap(
        await client.request({
          path: apiPath(PATHS.images, {}, { region: regionId, ids: imageIds.join(','), live: '1' }),
          answer: imagesAnswerSchema,
        }),
      ),
  })
}

async function lookUp(request: Omit<LookupRequest, 'live'>, client: Client) {
  return unwrap(
    await client.request({ path: PATHS.lookup, method: 'POST', body: request, answer: lookupAnswerSchema }),
  )
}

/** Looks up image IDs in the lists the server has. The text is sent in the body, never in a URL. */
export function lookupMutation(client: Client = browserClient) {
  return mutationOptions({
    mutationKey: ['lookup'],
    mutationFn: async (request: Omit<LookupRequest, 'live'>) => lookUp(request, client),
  })
}

/** The regions that have, or had, an image ID. */
export function imageRegionsQuery(imageId: string, client: Client = browserClient) {
  return queryOptions({
    queryKey: ['image-regions', imageId],
    queryFn: async () => lookUp({ ids: [imageId] }, client),
  })
}

/** Asks the cloud for IDs in some regions, as fast as the quota allows. Yields progress, then the answer. */
export function lookupLive(
  request: Required<Pick<LookupRequest, 'ids' | 'regions'>>,
  signal: AbortSignal,
  client: Client = browserClient,
) {
  return client.lines({
    path: PATHS.lookup,
    method: 'POST',
    body: { ...request, live: true },
    answer: lookupEventSchema,
    signal,
  })
}

/** Takes a new snapshot of a region, then refetches every list. */
export function refreshMutation(queryClient: QueryClient, client: Client = browserClient) {
  return mutationOptions({
    mutationKey: ['refresh'],
    mutationFn: async (regionId: string) =>
      unwrap(
        await client.request({
          path: apiPath(PATHS.refresh, { regionId }),
          method: 'POST',
          answer: refreshAnswerSchema,
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['images'] }),
  })
}
