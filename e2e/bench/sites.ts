import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'

import * as v from 'valibot'

import { builtPage } from './build-pages.ts'
import { CACHE, type ServerProcess, startServer } from './processes.ts'
import type { Who } from './row.ts'

/** One of the three pages, with a server of its own. */
export type Site = { who: Who; server: ServerProcess }

/** What every request of the API needs. */
export const API_HEADERS = { 'X-Console': '1' }

const REGIONS = '/api/regions?lang=en-US'
const ALL = '/api/images?region=all'
const regionsAnswer = v.object({ regions: v.array(v.looseObject({ regionId: v.string() })) })

/** Starts the product on its sample, and beside it the pages it is measured against, which give the same answers. */
export async function startSites(): Promise<{ sites: Site[]; regionIds: string[] }> {
  const ours = await startServer(['server/main.ts'], { SWAS_CREDENTIALS: 'sample' })
  const { file, regionIds } = await saveAnswers(ours.origin)
  const serve = (folder: string) => startServer(['e2e/bench/limits/page-server.ts', folder, file])
  const sites: Site[] = [
    { who: 'ours', server: ours },
    { who: 'bound', server: await serve(builtPage('plain')) },
    { who: 'naive', server: await serve(builtPage('naive')) },
  ]
  return { sites, regionIds }
}

/** Starts the product on a catalogue that is full, and beside it the lower bound of the matrix with the same answer. */
export async function startMatrixSites(env: Record<string, string>): Promise<Site[]> {
  const ours = await startServer(['server/main.ts'], env)
  const file = await writeAnswers('matrix-answers', { [ALL]: await read(ours.origin, ALL) })
  const bound = await startServer(['e2e/bench/limits/page-server.ts', builtPage('plain'), file])
  return [
    { who: 'ours', server: ours },
    { who: 'bound', server: bound },
  ]
}

/** Keeps the product's answers in a file, for the other servers. */
async function saveAnswers(origin: string): Promise<{ file: string; regionIds: string[] }> {
  const regions = await read(origin, REGIONS)
  const regionIds = v.parse(regionsAnswer, regions).regions.map(({ regionId }) => regionId)
  const answers: Record<string, unknown> = { [REGIONS]: regions }
  for (const regionId of regionIds) {
    const address = `/api/images?region=${regionId}`
    answers[address] = await read(origin, address)
  }
  return { file: await writeAnswers('answers', answers), regionIds }
}

async function writeAnswers(name: string, answers: Record<string, unknown>): Promise<string> {
  await mkdir(CACHE, { recursive: true })
  const file = path.join(CACHE, `${name}.json`)
  await writeFile(file, JSON.stringify(answers))
  return file
}

async function read(origin: string, address: string): Promise<unknown> {
  const response = await fetch(origin + address, { headers: API_HEADERS })
  if (!response.ok) throw new Error(`${address} answered ${response.status}.`)
  return response.json()
}
