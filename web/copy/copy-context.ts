import { type QueryClient, useQueryClient } from '@tanstack/react-query'

import type { ImagesAnswer } from '#contract/images.ts'

import { imagesQuery, regionsQuery } from '../api/queries.ts'
import { imageUrl } from '../routing/routes.ts'
import type { CopiedImage, CopyContext } from './formats/format.ts'

export function useCopyContext(images: readonly CopiedImage[]): CopyContext {
  const queryClient = useQueryClient()
  return copyContext(queryClient, images, snapshotTimes(queryClient))
}

/** The context of a snippet, from the query cache. `asOf` is when each region was last fetched, by region ID. */
export function copyContext(
  queryClient: QueryClient,
  images: readonly CopiedImage[],
  asOf: CopyContext['asOf'],
): CopyContext {
  const regions = queryClient.getQueryData(regionsQuery().queryKey)
  return { source: regions?.source ?? 'live', asOf, origin: location.origin, viewUrl: viewUrl(images) }
}

/** The page of a single image, or the current view. */
function viewUrl(images: readonly CopiedImage[]): string {
  const [image] = images
  return images.length === 1 && image !== undefined
    ? location.origin + imageUrl(image.regionId, image.imageId)
    : location.href
}

/** When each region was last fetched, by region ID: the newest time in any cached list. */
export function snapshotTimes(queryClient: QueryClient): Record<string, string> {
  const [root] = imagesQuery('').queryKey
  const times: Record<string, string> = {}
  for (const [, answer] of queryClient.getQueriesData<ImagesAnswer>({ queryKey: [root] }))
    for (const [regionId, { fetchedAt }] of Object.entries(answer?.regions ?? {}))
      if (fetchedAt !== null && fetchedAt > (times[regionId] ?? '')) times[regionId] = fetchedAt
  return times
}
