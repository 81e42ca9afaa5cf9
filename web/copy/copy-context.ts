import { type QueryClient, useQueryClient } from '@tanstack/react-query'

import { type ImagesAnswer } from '#contract/images.ts'

import { imagesQuery, regionsQuery } from '../api/queries.ts'
import { imageUrl } from '../routing/routes.ts'
import type { CopiedImage, CopyContext } from './formats/format.ts'

/** What a snippet says beside its images, out of what the page has already read. */
export function useCopyContext(images: readonly CopiedImage[]): CopyContext {
  const queryClient = useQueryClient()
  const regions = queryClient.getQueryData(regionsQuery().queryKey)
  return {
    source: regions?.source ?? 'live',
    asOf: snapshotTimes(queryClient),
    origin: location.origin,
    viewUrl: linkTo(images),
  }
}

/** Where one image is described, or the view that several were chosen in. */
function linkTo(images: readonly CopiedImage[]): string {
  const [image] = images
  return images.length === 1 && image !== undefined
    ? location.origin + imageUrl(image.regionId, image.imageId)
    : location.href
}

/** The newest time of a snapshot that any list of the page shows, by region. */
export function snapshotTimes(queryClient: QueryClient): Record<string, string> {
  const [root] = imagesQuery('').queryKey
  const times: Record<string, string> = {}
  for (const [, answer] of queryClient.getQueriesData<ImagesAnswer>({ queryKey: [root] }))
    for (const [regionId, { fetchedAt }] of Object.entries(answer?.regions ?? {}))
      if (fetchedAt !== null && fetchedAt > (times[regionId] ?? '')) times[regionId] = fetchedAt
  return times
}
