import type { QueryClient } from '@tanstack/react-query'
import * as v from 'valibot'

import { imagesAnswerSchema } from '#contract/images.ts'
import { regionsAnswerSchema, SOURCES } from '#contract/regions.ts'

import { knownSource } from '../api/bootstrap.ts'
import { regionsQuery } from '../api/queries.ts'

/** The cache of this browser that holds the last answers. */
export const LAST_DATA = 'swas-last-data'
const MAX_ENTRIES = 40
/** Older than any answer that would do without asking again. */
const LONG_AGO_MS = 1

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
/** What is read of a query. */
type KnownQuery = { queryKey: readonly unknown[]; state: { data: unknown; dataUpdatedAt: number } }
/** The part of the browser's cache that is needed. */
type Store = Pick<Cache, 'keys' | 'match' | 'put' | 'delete'>
type Entry = v.InferOutput<typeof entrySchema>

/**
 * Gives the page the last answers that were kept. Each tells its age by itself, and is asked for anew as soon as it is
 * shown. Those of the sample and of an account are never mixed: where the server now has the other, they go.
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
      queryClient.setQueryData<typeof data>(key, data, { updatedAt: LONG_AGO_MS })
}

/** Keeps the answers with regions and images, those that are there and those to come. Gives the function that ends it. */
export function persistQueries(queryClient: QueryClient, store: Store): () => void {
  const queries = queryClient.getQueryCache()
  const note = ({ queryKey, state }: KnownQuery) => {
    const source = queryClient.getQueryData(regionsQuery().queryKey)?.source ?? knownSource(queryClient)
    const entry = v.safeParse(entrySchema, { source, key: queryKey, data: state.data })
    if (entry.success && state.dataUpdatedAt > LONG_AGO_MS) void keep(store, entry.output)
  }
  for (const query of queries.getAll()) note(query)
  return queries.subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'success') note(event.query)
  })
}

/** A browser that is full keeps what it has. */
async function keep(store: Store, entry: Entry) {
  try {
    const address = `/${entry.key.map(encodeURIComponent).join('/')}`
    // Put anew, so that the oldest comes first.
    await store.delete(address)
    await store.put(address, new Response(JSON.stringify(entry)))
    for (const request of (await store.keys()).slice(0, -MAX_ENTRIES)) await store.delete(request)
  } catch {
    // Without room there is no copy; the page itself needs none.
  }
}

async function readJson(response: Response | undefined): Promise<unknown> {
  return response?.json().catch(() => null) ?? null
}
