import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import * as v from 'valibot'

import { type Problem, problemSchema } from '#contract/failures.ts'
import { type ImagesAnswer, imagesAnswerSchema, refreshAnswerSchema } from '#contract/images.ts'
import { regionsAnswerSchema } from '#contract/regions.ts'

import { startBackend } from './backend.ts'
import { parseConfig } from './config.ts'
import { createService } from './http/service.ts'
import { createLog } from './log.ts'
import { createFaultDesk } from './sample/faults/desk.ts'
import { createSampleSwas, type SampleOptions } from './sample/swas.ts'
import { createManualClock, impatient } from './swas/manual-clock.ts'
import type { TransportOptions } from './swas/transport.ts'

/** Keys that are found wherever they leak to: in no answer and in no line of the log may any of it be seen. */
const KEYS = {
  accessKeyId: 'STS.faults-key-0001',
  accessKeySecret: 'LEAK-secret-of-the-faults',
  securityToken: 'LEAK-token-of-the-faults',
}
const LEAKS = /LEAK|POISON|Credential=|Signature=|SecurityToken=|faults-key/g

export type FaultRigOptions = {
  sample?: Pick<SampleOptions, 'certificate'>
  transport?: TransportOptions
  /** Where calls go instead of the sample. */
  endpoint?: string
}

/** One answer of the server. */
export type Reply<T> = { status: number; headers: Headers; body: T }

/**
 * The whole server but its process, over real sockets on both sides: browser side by `fetch`, cloud side by a sample
 * that misbehaves. Its clock stands still until it is told to go on.
 */
export async function createFaultRig({ sample, transport, endpoint }: FaultRigOptions = {}) {
  const clock = createManualClock()
  const desk = createFaultDesk()
  const swas = await createSampleSwas({ ...sample, faults: desk, keys: KEYS, now: () => clock.wallMs() })
  const folder = mkdtempSync(path.join(tmpdir(), 'faults-'))
  const written: string[] = []
  const log = createLog((line) => written.push(line), [KEYS.accessKeySecret, KEYS.securityToken])
  const config = parseConfig(
    {
      SWAS_CREDENTIALS: 'env',
      ALIBABA_CLOUD_ACCESS_KEY_ID: KEYS.accessKeyId,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: KEYS.accessKeySecret,
      ALIBABA_CLOUD_SECURITY_TOKEN: KEYS.securityToken,
      SWAS_ENDPOINT: endpoint ?? swas.origin,
      SWAS_SWEEP: 'off',
      SWAS_CALLS_PER_MINUTE: '1000',
      DATA_DIR: folder,
    },
    { hasProfile: false, addresses: ['127.0.0.1'] },
  )
  const backend = await startBackend(config, log, {
    clock: impatient(clock),
    catalogueClock: clock,
    random: () => 0.5,
    transport: transport ?? {},
  })
  const service = createService({ ...backend, pages: null, log, version: '0.0.0' })
  const url = await service.listen({ address: '127.0.0.1', port: 0 })

  async function ask(target: string, method = 'GET'): Promise<Reply<unknown>> {
    const response = await fetch(new URL(target, url), { method, headers: { 'X-Console': '1' } })
    const text = await response.text()
    written.push(JSON.stringify([...response.headers]), text)
    const body: unknown = JSON.parse(text)
    return { status: response.status, headers: response.headers, body }
  }

  async function askFor<T>(schema: v.GenericSchema<unknown, T>, target: string, method?: string) {
    const reply = await ask(target, method)
    return { ...reply, body: v.parse(schema, reply.body) }
  }

  const images = (regionId: string) => `/api/images?region=${regionId}`
  return {
    desk,
    clock,
    readImages: (regionId: string): Promise<Reply<ImagesAnswer>> =>
      askFor(imagesAnswerSchema, images(regionId)),
    failImages: (regionId: string): Promise<Reply<Problem>> => askFor(problemSchema, images(regionId)),
    refresh: (regionId: string) => askFor(refreshAnswerSchema, `/api/regions/${regionId}/refresh`, 'POST'),
    readRegions: () => askFor(regionsAnswerSchema, '/api/regions'),
    failRegions: () => askFor(problemSchema, '/api/regions'),
    ask,
    /** Whatever was answered or logged that must not be; headers and bodies included. */
    leaks: () => written.flatMap((text) => text.match(LEAKS) ?? []),
    close: async () => {
      await service.drain(0)
      await backend.close()
      await swas.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** A server and the cloud that it calls, for tests. */
export type FaultRig = Awaited<ReturnType<typeof createFaultRig>>
