import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import * as v from 'valibot'

import { type Problem, problemSchema } from '#contract/failures.ts'
import { type ImagesAnswer, imagesAnswerSchema, refreshAnswerSchema } from '#contract/images.ts'
import { regionsAnswerSchema } from '#contract/regions.ts'
import { UPSTREAM_CALL_MS } from '#contract/timeouts.ts'

import { startBackend } from '../app.ts'
import { type Config, parseConfig } from '../config/config.ts'
import { createService } from '../http/service.ts'
import { createFaultDesk } from '../sample/faults/injector.ts'
import { createSampleSwas, type SampleOptions } from '../sample/server.ts'
import type { TransportOptions } from '../swas/transport.ts'
import { createLog } from '../telemetry/logger.ts'
import { createManualClock, skipShortWaits } from './manual-clock.ts'

/** Keys that are found wherever they leak to: in no answer and in no line of the log may any of it be seen. */
export const KEYS = {
  accessKeyId: 'STS.faults-key-0001',
  accessKeySecret: 'LEAK-secret-of-the-faults',
  securityToken: 'LEAK-token-of-the-faults',
}
const LEAKS = /LEAK|POISON|Credential=|Signature=|SecurityToken=|faults-key/g

export type FaultRigOptions = {
  sample?: Pick<SampleOptions, 'certificate' | 'quota'>
  transport?: TransportOptions
  /** Where calls go instead of the sample; null for Alibaba Cloud's own hosts. */
  endpoint?: string | null
  /** Where the catalogue is kept; nowhere that outlives the test, unless said otherwise. */
  folder?: string
  /** Variables of the server that are not as the rig has them. */
  env?: Record<string, string>
}

/** One answer of the server. */
export type Reply<T> = { status: number; headers: Headers; body: T }

/**
 * The whole server but its process, over real sockets on both sides: browser side by `fetch`, cloud side by a sample
 * that misbehaves. Its clock stands still until it is told to go on.
 */
export async function createFaultRig({ sample, transport, endpoint, folder, env }: FaultRigOptions = {}) {
  const clock = createManualClock()
  const desk = createFaultDesk()
  const swas = await createSampleSwas({ ...sample, faults: desk, keys: KEYS, now: () => clock.wallMs() })
  const temporary = mkdtempSync(path.join(tmpdir(), 'faults-'))
  const written: string[] = []
  const log = createLog((line) => written.push(line), [KEYS.accessKeySecret, KEYS.securityToken])
  const config = configFor(endpoint === null ? '' : (endpoint ?? swas.origin), folder ?? temporary, env)
  const backend = await startBackend(config, log, {
    clock: skipShortWaits(clock),
    catalogueClock: clock,
    random: () => 0.5,
    transport: transport ?? {},
  })
  const service = createService({ ...backend, pages: null, log, version: '0.0.0' })
  const url = await service.listen({ address: '127.0.0.1', port: 0 })

  async function ask(
    target: string,
    method = 'GET',
    more: Record<string, string> = {},
  ): Promise<Reply<unknown>> {
    const headers = { 'X-Console': '1', ...more }
    const response = await fetch(new URL(target, url), { method, headers })
    const text = await response.text()
    written.push(JSON.stringify([...response.headers]), text)
    const body: unknown = JSON.parse(text)
    return { status: response.status, headers: response.headers, body }
  }

  async function askFor<T>(schema: v.GenericSchema<unknown, T>, target: string, method?: string) {
    const reply = await ask(target, method)
    return { ...reply, body: v.parse(schema, reply.body) }
  }

  let stopped: Promise<void> | undefined
  /** Ends the server and the cloud; what is kept in the folder stays. */
  const stop = () =>
    (stopped ??= service
      .drain(0)
      .then(() => backend.close())
      .then(() => swas.close()))

  const images = (regionId: string) => `/api/images?region=${regionId}`
  return {
    url,
    desk,
    clock,
    readImages: (regionId: string): Promise<Reply<ImagesAnswer>> =>
      askFor(imagesAnswerSchema, images(regionId)),
    failImages: (regionId: string): Promise<Reply<Problem>> => askFor(problemSchema, images(regionId)),
    refresh: (regionId: string) => askFor(refreshAnswerSchema, `/api/regions/${regionId}/refresh`, 'POST'),
    readRegions: () => askFor(regionsAnswerSchema, '/api/regions'),
    failRegions: () => askFor(problemSchema, '/api/regions'),
    ask,
    parseImages: (body: unknown): ImagesAnswer => v.parse(imagesAnswerSchema, body),
    /** Whatever was answered or logged that must not be; headers and bodies included. */
    leaks: () => written.flatMap((text) => text.match(LEAKS) ?? []),
    /** The calls of the cloud, as the log has them. */
    calls: () => written.flatMap((line) => callOf(line) ?? []),
    stop,
    close: async () => {
      await stop()
      rmSync(temporary, { recursive: true })
    },
  }
}

function configFor(endpoint: string, folder: string, more: Record<string, string> = {}): Config {
  const env = {
    SWAS_CREDENTIALS: 'env',
    ALIBABA_CLOUD_ACCESS_KEY_ID: KEYS.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: KEYS.accessKeySecret,
    ALIBABA_CLOUD_SECURITY_TOKEN: KEYS.securityToken,
    SWAS_ENDPOINT: endpoint,
    SWAS_SWEEP: 'off',
    SWAS_CALLS_PER_MINUTE: '1000',
    DATA_DIR: folder,
    ...more,
  }
  return parseConfig(env, { hasProfile: false, addresses: ['127.0.0.1'] })
}

const callSchema = v.object({
  msg: v.literal('call'),
  operation: v.string(),
  regionId: v.nullable(v.string()),
  attempts: v.number(),
  code: v.optional(v.string()),
  clockBehindMs: v.optional(v.number()),
})

function callOf(line: string): v.InferOutput<typeof callSchema> | undefined {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), callSchema), line)
  return parsed.success ? parsed.output : undefined
}

/** A server and the cloud that it calls, for tests. */
export type FaultRig = Awaited<ReturnType<typeof createFaultRig>>

/** Beyond whatever is remembered of a failure, a refusal or a throttling, and every retry is there again. */
export const LATER_MS = 1_800_000

/** Reads while the fault lasts; where that would wait, time passes. */
export async function meet<T>(
  { desk, clock }: FaultRig,
  { slow, held }: { slow?: true; held?: true },
  read: () => Promise<T>,
) {
  const reading = read()
  if (slow === true) {
    await desk.arrived(1)
    await clock.pass(UPSTREAM_CALL_MS)
  }
  if (held === true) {
    await desk.arrived(1)
    desk.release()
  }
  return reading
}

/** All is well again, and whatever was remembered is forgotten. */
export async function heal({ desk, clock }: FaultRig) {
  desk.reset()
  await clock.pass(LATER_MS)
}
