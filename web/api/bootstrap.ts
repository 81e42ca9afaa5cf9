import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import * as v from 'valibot'

import { BOOTSTRAP_ID, bootstrapSchema } from '#contract/bootstrap.ts'
import type { Source } from '#contract/regions.ts'
import type { SessionAnswer } from '#contract/session.ts'

import { syncServerClock } from '../lib/server-clock.ts'
import { imagesQuery, regionsQuery } from './queries.ts'

const SOURCE_KEY = ['source']
const SESSION_KEY = ['session']

/** Takes over what the document brought along; what is missing or not understood is asked for as ever. */
export function takeBootstrap(document: Document, queryClient: QueryClient): void {
  const block = document.querySelector(`#${BOOTSTRAP_ID}`)
  block?.remove()
  const data = v.safeParse(bootstrapSchema, parsed(block?.textContent ?? ''))
  if (!data.success) return
  const { now, source, session, regions, images } = data.output
  // A document out of the browser's own copy has no block.
  syncServerClock(now)
  queryClient.setQueryData(SOURCE_KEY, source)
  if (session !== undefined) queryClient.setQueryData(SESSION_KEY, session)
  if (regions !== undefined) queryClient.setQueryData(regionsQuery().queryKey, regions)
  if (images !== undefined) queryClient.setQueryData(imagesQuery(images.region).queryKey, images.answer)
}

/** Where the document says that the images come from; undefined where it says nothing. */
export function knownSource(queryClient: QueryClient): Source | undefined {
  return queryClient.getQueryData<Source>(SOURCE_KEY)
}

/** Where the images come from; undefined until anything told. */
export function useSource(): Source | undefined {
  const regions = useQuery(regionsQuery())
  const queryClient = useQueryClient()
  return regions.data?.source ?? knownSource(queryClient)
}

/** Who is signed in; undefined where nobody signs in. */
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
