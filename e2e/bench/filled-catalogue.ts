import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import * as v from 'valibot'

import { startFakeSwas } from '../../server/testing/fake-swas.ts'
import { generateImages } from './generated-images.ts'
import { startServer } from './processes.ts'
import { API_HEADERS } from './sites.ts'

/** A stored catalogue, and the environment of a server that starts from it. */
export type FilledCatalogue = { env: Record<string, string>; remove(): Promise<void> }

const KEYS = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI-sample-bench',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'bench-secret-of-no-account',
}
const states = v.object({ regions: v.record(v.string(), v.looseObject({ state: v.string() })) })

/** Has one server store all regions, so that later servers make no calls. */
export async function fillCatalogue(regionIds: readonly string[], images: number): Promise<FilledCatalogue> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-catalogue-'))
  const cloud = await startFakeSwas()
  cloud.setRegions(...regionIds)
  for (const regionId of regionIds) cloud.setImages(regionId, apiImages(regionId, images))
  const env = {
    ...KEYS,
    SWAS_CREDENTIALS: 'env',
    SWAS_ENDPOINT: cloud.origin,
    SWAS_CALLS_PER_MINUTE: '100000',
    DATA_DIR: folder,
  }
  const server = await startServer(['server/main.ts'], env)
  await fetch(`${server.origin}/api/regions`, { headers: API_HEADERS })
  while (!(await isFilled(server.origin))) await new Promise((resolve) => setTimeout(resolve, 100))
  await server.stop()
  await cloud.close()
  return { env: { ...env, SWAS_SWEEP: 'off' }, remove: () => rm(folder, { recursive: true }) }
}

function apiImages(regionId: string, count: number) {
  return generateImages(regionId, count).map(({ imageId, imageName, imageType, platform, description }) => ({
    ImageId: imageId,
    ImageName: imageName,
    ImageType: imageType,
    Platform: platform,
    Description: description,
  }))
}

async function isFilled(origin: string): Promise<boolean> {
  const response = await fetch(`${origin}/api/images?region=all&ids=none`, { headers: API_HEADERS })
  const { regions } = v.parse(states, await response.json())
  return Object.values(regions).every(({ state }) => state === 'fresh')
}
