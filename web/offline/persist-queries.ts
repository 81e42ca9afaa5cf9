import type { QueryClient } from '@tanstack/react-query'
import * as v from 'valibot'

import { imagesAnswerSchema } from '#contract/images.ts'
import { regionsAnswerSchema, SOURCES } from '#contract/regions.ts'

import { knownSource } from '../api/bootstrap.ts'
import { regionsQuery } from '../api/queries.ts'

/** The name of the browser cache that holds the last answers. */
export const LAST_DATA = 'swas-last-data'
const MAX_ENTRIES = 40
/** Marks restored answers as stale, so that they are refetched once shown. */
const STALE_UPDATED_AT_MS = 1

const entrySchema = v.union([
  v.object({
    source: v.picklist(SOURCES),
    key: v.tuple([v.literal('regions')]),
    data: regionsAnswerSchema,
  }),
  v.object({
    source: v.picklist(SOURCES),
    key: v.tuple([v.literal('images'), v.string()]),
    data: imagesAnswerSchema,
  }),
])
type KnownQuery = { queryKey: readonly unknown[]; state: { data: unknown; dataUpdatedAt: number } }
type Store = Pick<Cache, 'keys' | 'match' | 'put' | 'delete'>
type Entry = v.InferOutput<typeof entrySchema>

/**
 * Restores the last stored answers. They carry their own age and are refetched once shown. Sample data and account data
 * never mix: if the server's source has changed, all stored answers are deleted.
 */
export async function restoreQueries(queryClient: QueryClient, store: Store): Promise<void> {
  const entries: Entry[] = []
  for (const request of await store.keys()) {
    const entry = v.safeParse(entrySchema, await readJson(await store.match(request)))
    if (entry.success) entries.push(entry.output)
    else await store.delete(request)
  }
  const source = knownSource(queryClient)
  if (source !== undefined && entries.some((entry) => entry.source !== source)) {
    for (const request of await store.keys()) await store.delete(request)
    return
  }
  for (const { key, data } of entries)
    if (queryClient.getQueryData(key) === undefined)
      queryClient.setQueryData<typeof data>(key, data, { updatedAt: STALE_UPDATED_AT_MS })
}

/** Stores answers with regions and images, present and future, until the returned function is called. */
export function persistQueries(queryClient: QueryClient, store: Store): () => void {
  const queries = queryClient.getQueryCache()
  const persist = ({ queryKey, state }: KnownQuery) => {
    const source = queryClient.getQueryData(regionsQuery().queryKey)?.source ?? knownSource(queryClient)
    const entry = v.safeParse(entrySchema, { source, key: queryKey, data: state.data })
    if (entry.success && state.dataUpdatedAt > STALE_UPDATED_AT_MS) void write(store, entry.output)
  }
  for (const query of queries.getAll()) persist(query)
  return queries.subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'success') persist(event.query)
  })
}

async function write(store: Store, entry: Entry) {
  try {
    const address = `/${entry.key.map(encodeURIComponent).join('/')}`
    // Delete first: `keys()` returns entries in the order they were added.
    await store.delete(address)
    await store.put(address, new Response(JSON.stringify(entry)))
    for (const request of (await store.keys()).slice(0, -MAX_ENTRIES)) await store.delete(request)
  } catch {
    // The storage may be full. The page works without the copy.
  }
}

async function readJson(response: Response | undefined): Promise<unknown> {
  return response?.json().catch(() => null) ?? null
}
