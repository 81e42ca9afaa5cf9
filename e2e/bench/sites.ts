import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'

import * as v from 'valibot'

import { builtPage } from './build-pages.ts'
import { CACHE, type ServerProcess, startServer } from './processes.ts'
import type { Who } from './row.ts'

/** One of the three pages, with its server. */
export type Site = { who: Who; server: ServerProcess }

/** Headers that every API request needs. */
export const API_HEADERS = { 'X-Console': '1' }

const REGIONS = '/api/regions?lang=en-US'
const ALL = '/api/images?region=all'
const regionsAnswer = v.object({ regions: v.array(v.looseObject({ regionId: v.string() })) })

/** Starts the product with its sample, and the other pages with copies of its API responses. */
export async function startSites(): Promise<{ sites: Site[]; regionIds: string[] }> {
  const ours = await startServer(['server/main.ts'], { SWAS_CREDENTIALS: 'sample' })
  const { file, regionIds } = await saveResponses(ours.origin)
  const serve = (folder: string) => startServer(['e2e/bench/limits/page-server.ts', folder, file])
  const sites: Site[] = [
    { who: 'ours', server: ours },
    { who: 'bound', server: await serve(builtPage('plain')) },
    { who: 'naive', server: await serve(builtPage('naive')) },
  ]
  return { sites, regionIds }
}

/** Starts the product with a filled catalogue, and the lower bound of the matrix with a copy of its API response. */
export async function startMatrixSites(env: Record<string, string>): Promise<Site[]> {
  const ours = await startServer(['server/main.ts'], env)
  const file = await writeResponses('matrix-responses', { [ALL]: await read(ours.origin, ALL) })
  const bound = await startServer(['e2e/bench/limits/page-server.ts', builtPage('plain'), file])
  return [
    { who: 'ours', server: ours },
    { who: 'bound', server: bound },
  ]
}

/** Saves the product's responses for the other servers. */
async function saveResponses(origin: string): Promise<{ file: string; regionIds: string[] }> {
  const regions = await read(origin, REGIONS)
  const regionIds = v.parse(regionsAnswer, regions).regions.map(({ regionId }) => regionId)
  const responses: Record<string, unknown> = { [REGIONS]: regions }
  for (const regionId of regionIds) {
    const address = `/api/images?region=${regionId}`
    responses[address] = await read(origin, address)
  }
  return { file: await writeResponses('responses', responses), regionIds }
}

async function writeResponses(name: string, responses: Record<string, unknown>): Promise<string> {
  await mkdir(CACHE, { recursive: true })
  const file = path.join(CACHE, `${name}.json`)
  await writeFile(file, JSON.stringify(responses))
  return file
}

async function read(origin: string, address: string): Promise<unknown> {
  const response = await fetch(origin + address, { headers: API_HEADERS })
  if (!response.ok) throw new Error(`${address} returned ${response.status}.`)
  return response.json()
}
