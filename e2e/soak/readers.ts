import { setTimeout as pause } from 'node:timers/promises'

import * as v from 'valibot'

/** Results of the reads. */
export type Reads = {
  /** Number of reads by the state of the region. */
  byState: Record<string, number>
  /** Results that must not occur: another status, an empty list, or an older list than before. */
  errors: string[]
}

type Options = {
  origin: string
  regionIds: readonly string[]
  readers: number
  /** For all readers together. */
  readsPerSecond: number
  /** SWAS_FRESH_SECONDS of the server. */
  freshSeconds: number
}

const responseSchema = v.object({
  total: v.number(),
  regions: v.record(v.string(), v.object({ state: v.string(), fetchedAt: v.nullable(v.string()) })),
})
type Region = v.InferOutput<typeof responseSchema>['regions'][string]

/**
 * Reads one region.
 * @throws if the response is not a list
 */
export async function readRegion(origin: string, regionId: string, live = false) {
  const url = new URL(`/api/images?region=${regionId}${live ? '&live=1' : ''}`, origin)
  const response = await fetch(url, { headers: { 'X-Console': '1' } })
  if (response.status !== 200) throw new Error(`${regionId}: ${response.status} ${await response.text()}`)
  const { total, regions } = v.parse(responseSchema, await response.json())
  return { total, region: regions[regionId], atMs: Date.parse(response.headers.get('date') ?? '') }
}

/** Starts readers that read one region after another until they are stopped. */
export function startReaders(options: Options) {
  let reads: Reads = { byState: {}, errors: [] }
  const stopping = new AbortController()

  async function run(first: number) {
    const newest = new Map<string, string>()
    for (let turn = first; !stopping.signal.aborted; turn += 1) {
      const regionId = options.regionIds[turn % options.regionIds.length] ?? ''
      const current = reads
      try {
        const { total, region, atMs } = await readRegion(options.origin, regionId)
        const state = region?.state ?? 'none'
        current.byState[state] = (current.byState[state] ?? 0) + 1
        const previous = { newest: newest.get(regionId), freshSeconds: options.freshSeconds, atMs }
        current.errors.push(...errorsIn(total, region, previous))
        if (region?.fetchedAt) newest.set(regionId, region.fetchedAt)
      } catch (error) {
        current.errors.push(textOf(error))
      }
      // The pace of the readers, not a wait for a condition.
      await pause((1000 * options.readers) / options.readsPerSecond, null, { signal: stopping.signal }).catch(
        () => {},
      )
    }
  }

  const running = Array.from({ length: options.readers }, (_, index) => run(index))
  return {
    /** Results since the last call. */
    take: (): Reads => {
      const results = reads
      reads = { byState: {}, errors: [] }
      return results
    },
    stop: async () => {
      stopping.abort()
      await Promise.all(running)
    },
  }
}

/** `atMs`: the server's time of the response. */
type Previous = { newest: string | undefined; freshSeconds: number; atMs: number }

function errorsIn(
  total: number,
  region: Region | undefined,
  { newest, freshSeconds, atMs }: Previous,
): string[] {
  if (region === undefined || region.fetchedAt === null || total === 0) return ['a list without images']
  const isOlder = newest !== undefined && region.fetchedAt < newest
  // Jitter: lists stay fresh for up to a fifth longer, so that they do not all expire together.
  const ageSeconds = Math.round((atMs - Date.parse(region.fetchedAt)) / 1000)
  const isLate = region.state === 'fresh' && ageSeconds > freshSeconds * 1.2
  return [
    ...(isOlder ? ['an older list than before'] : []),
    ...(isLate ? [`reported as fresh after ${ageSeconds} s`] : []),
  ]
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message
}
