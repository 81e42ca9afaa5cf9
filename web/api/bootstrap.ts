import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import * as v from 'valibot'

import { BOOTSTRAP_ID, bootstrapSchema } from '#contract/bootstrap.ts'
import type { Source } from '#contract/regions.ts'
import type { SessionAnswer } from '#contract/session.ts'

import { syncServerClock } from '../lib/server-clock.ts'
import { imagesQuery, regionsQuery } from './queries.ts'

const SOURCE_KEY = ['source']
const SESSION_KEY = ['session']

/** Fills the cache from the data in the document. Anything missing or unreadable is fetched as usual. */
export function takeBootstrap(document: Document, queryClient: QueryClient): void {
  const block = document.querySelector(`#${BOOTSTRAP_ID}`)
  block?.remove()
  const data = v.safeParse(bootstrapSchema, parsed(block?.textContent ?? ''))
  if (!data.success) return
  const { now, source, session, regions, images } = data.output
  // A document served from the offline copy has no data block.
  syncServerClock(now)
  queryClient.setQueryData(SOURCE_KEY, source)
  if (session !== undefined) queryClient.setQueryData(SESSION_KEY, session)
  if (regions !== undefined) queryClient.setQueryData(regionsQuery().queryKey, regions)
  if (images !== undefined) queryClient.setQueryData(imagesQuery(images.region).queryKey, images.answer)
}

/** The source of the images according to the document; undefined if the document does not name one. */
export function knownSource(queryClient: QueryClient): Source | undefined {
  return queryClient.getQueryData<Source>(SOURCE_KEY)
}

/** The source of the images; undefined until it is known. */
export function useSource(): Source | undefined {
  const regions = useQuery(regionsQuery())
  const queryClient = useQueryClient()
  return regions.data?.source ?? knownSource(queryClient)
}

/** The current session; undefined if the server has no sign-in. */
export function useSession(): SessionAnswer | undefined {
  return useQueryClient().getQueryData<SessionAnswer>(SESSION_KEY)
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}
