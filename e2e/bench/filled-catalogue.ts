import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import * as v from 'valibot'

import { generateImages } from './generated-images.ts'
import { startServer } from './processes.ts'
import { API_HEADERS } from './sites.ts'

/** A catalogue on disk that holds so many images of each region, and the environment of a server that starts from it. */
export type FilledCatalogue = { env: Record<string, string>; remove(): Promise<void> }

const KEYS = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI-sample-bench',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'bench-secret-of-no-account',
}
const states = v.object({ regions: v.record(v.string(), v.looseObject({ state: v.string() })) })

/** Lets a server read everything from a SWAS of ours, once; later ones need no cloud any more. */
export async function fillCatalogue(regionIds: readonly string[], images: number): Promise<FilledCatalogue> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-catalogue-'))
  const swas = await startServer(['server/sample/main.ts', '--port', '0', '--faults'], KEYS)
  for (const regionId of regionIds) await feed(swas.origin, regionId, images)
  const env = {
    ...KEYS,
    SWAS_CREDENTIALS: 'env',
    SWAS_ENDPOINT: swas.origin,
    SWAS_CALLS_PER_MINUTE: '100000',
    DATA_DIR: folder,
  }
  const server = await startServer(['server/main.ts'], env)
  await fetch(`${server.origin}/api/regions`, { headers: API_HEADERS })
  while (!(await isFilled(server.origin))) await new Promise((resolve) => setTimeout(resolve, 100))
  await server.stop()
  await swas.stop()
  return { env: { ...env, SWAS_SWEEP: 'off' }, remove: () => rm(folder, { recursive: true }) }
}

async function feed(origin: string, regionId: string, count: number) {
  const images = generateImages(regionId, count).map((image) => ({
    ImageId: image.imageId,
    ImageName: image.imageName,
    ImageType: image.imageType,
    Platform: image.platform,
    Description: image.description,
  }))
  const response = await fetch(`${origin}/__data`, {
    method: 'POST',
    body: JSON.stringify({ regionId, images }),
  })
  if (!response.ok) throw new Error(`The sample took no data: ${response.status}.`)
}

async function isFilled(origin: string): Promise<boolean> {
  const response = await fetch(`${origin}/api/images?region=all&ids=none`, { headers: API_HEADERS })
  const { regions } = v.parse(states, await response.json())
  return Object.values(regions).every(({ state }) => state === 'fresh')
}
