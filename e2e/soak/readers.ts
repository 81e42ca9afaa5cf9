import { setTimeout as pause } from 'node:timers/promises'

import * as v from 'valibot'

/** What readers got. */
export type Reads = {
  /** By the state of the region that was read. */
  byState: Record<string, number>
  /** What no reader should ever see: any other status, a list that is empty or older than the one before. */
  wrong: string[]
}

type Options = {
  origin: string
  regionIds: readonly string[]
  readers: number
  /** Of all readers together. */
  readsPerSecond: number
  /** How long an answer may count as fresh. */
  freshSeconds: number
}

const answerSchema = v.object({
  total: v.number(),
  regions: v.record(v.string(), v.object({ state: v.string(), fetchedAt: v.nullable(v.string()) })),
})
type Region = v.InferOutput<typeof answerSchema>['regions'][string]

/** Reads one region. @throws where the answer is not a list */
export async function readRegion(origin: string, regionId: string, live = false) {
  const url = new URL(`/api/images?region=${regionId}${live ? '&live=1' : ''}`, origin)
  const answer = await fetch(url, { headers: { 'X-Console': '1' } })
  if (answer.status !== 200) throw new Error(`${regionId}: ${answer.status} ${await answer.text()}`)
  const { total, regions } = v.parse(answerSchema, await answer.json())
  return { total, region: regions[regionId], atMs: Date.parse(answer.headers.get('date') ?? '') }
}

/** Readers who read one region after another, over and over, until they are stopped. */
export function startReaders(options: Options) {
  let reads: Reads = { byState: {}, wrong: [] }
  const stopping = new AbortController()

  async function run(first: number) {
    const newest = new Map<string, string>()
    for (let turn = first; !stopping.signal.aborted; turn += 1) {
      const regionId = options.regionIds[turn % options.regionIds.length] ?? ''
      const into = reads
      try {
        const { total, region, atMs } = await readRegion(options.origin, regionId)
        const state = region?.state ?? 'none'
        into.byState[state] = (into.byState[state] ?? 0) + 1
        const known = { newest: newest.get(regionId), freshSeconds: options.freshSeconds, atMs }
        into.wrong.push(...wrongIn(total, region, known))
        if (region?.fetchedAt) newest.set(regionId, region.fetchedAt)
      } catch (error) {
        into.wrong.push(textOf(error))
      }
      // The pace of readers, not a wait for anything: nobody reads as fast as answers come.
      await pause((1000 * options.readers) / options.readsPerSecond, null, { signal: stopping.signal }).catch(
        () => {},
      )
    }
  }

  const running = Array.from({ length: options.readers }, (_, index) => run(index))
  return {
    /** What they got since the last time this was asked. */
    take: (): Reads => {
      const taken = reads
      reads = { byState: {}, wrong: [] }
      return taken
    },
    stop: async () => {
      stopping.abort()
      await Promise.all(running)
    },
  }
}

/** `atMs`: the server's time when it answered. */
type Known = { newest: string | undefined; freshSeconds: number; atMs: number }

function wrongIn(total: number, region: Region | undefined, { newest, freshSeconds, atMs }: Known): string[] {
  if (region === undefined || region.fetchedAt === null || total === 0) return ['a list without images']
  const isOlder = newest !== undefined && region.fetchedAt < newest
  // Lists count as fresh for up to a fifth longer, so that they do not all end together.
  const ageSeconds = Math.round((atMs - Date.parse(region.fetchedAt)) / 1000)
  const isLate = region.state === 'fresh' && ageSeconds > freshSeconds * 1.2
  return [
    ...(isOlder ? ['an older list than before'] : []),
    ...(isLate ? [`called fresh after ${ageSeconds} s`] : []),
  ]
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message
}
