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
import { createHttpServer } from '../http/server.ts'
import { createFaultInjector } from '../sample/faults/injector.ts'
import { startSampleServer, type SampleOptions } from '../sample/server.ts'
import type { TransportOptions } from '../swas/transport.ts'
import { createLog } from '../telemetry/logger.ts'
import { createManualClock, skipShortWaits } from './manual-clock.ts'

/** Keys whose leaks can be found: no response and no log line may contain any of them. */
export const KEYS = {
  accessKeyId: 'STS.faults-key-0001',
  accessKeySecret: 'LEAK-secret-of-the-faults',
  securityToken: 'LEAK-token-of-the-faults',
}
const LEAKS = /LEAK|POISON|Credential=|Signature=|SecurityToken=|faults-key/g

export type ServerHarnessOptions = {
  sample?: Pick<SampleOptions, 'certificate' | 'quota'>
  transport?: TransportOptions
  /** Receives the calls instead of the sample; null for Alibaba Cloud's own hosts. */
  endpoint?: string | null
  /** The data folder; a temporary one by default. */
  folder?: string
  /** Overrides variables of the server. */
  env?: Record<string, string>
}

/** A response of the server. */
export type Reply<T> = { status: number; headers: Headers; body: T }

/**
 * The whole server except its process, with real sockets on both sides: `fetch` in place of the browser, and a sample
 * with faults in place of the cloud. Its clock stands still until a test advances it.
 */
export async function createServerHarness(options: ServerHarnessOptions = {}) {
  const { sample, transport, endpoint, folder, env } = options
  const clock = createManualClock()
  const faults = createFaultInjector()
  const swas = await startSampleServer({ ...sample, faults, keys: KEYS, now: () => clock.wallMs() })
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
  const service = createHttpServer({ ...backend, pages: null, log, version: '0.0.0' })
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
  /** Stops server and sample, and leaves the data folder. */
  const stop = () =>
    (stopped ??= service
      .drain(0)
      .then(() => backend.close())
      .then(() => swas.close()))

  return {
    url,
    faults,
    clock,
    readImages: (regionId: string): Promise<Reply<ImagesAnswer>> =>
      askFor(imagesAnswerSchema, imagesPath(regionId)),
    failImages: (regionId: string): Promise<Reply<Problem>> => askFor(problemSchema, imagesPath(regionId)),
    refresh: (regionId: string) => askFor(refreshAnswerSchema, `/api/regions/${regionId}/refresh`, 'POST'),
    readRegions: () => askFor(regionsAnswerSchema, '/api/regions'),
    failRegions: () => askFor(problemSchema, '/api/regions'),
    ask,
    parseImages: (body: unknown): ImagesAnswer => v.parse(imagesAnswerSchema, body),
    /** Secrets and upstream text found in responses, headers included, and in the log. */
    leaks: () => written.flatMap((text) => text.match(LEAKS) ?? []),
    /** The calls of the cloud, from the log. */
    calls: () => written.flatMap((line) => callOf(line) ?? []),
    stop,
    close: async () => {
      await stop()
      rmSync(temporary, { recursive: true })
    },
  }
}

function imagesPath(regionId: string): string {
  return `/api/images?region=${regionId}`
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

export type ServerHarness = Awaited<ReturnType<typeof createServerHarness>>

/** Longer than any failure, refusal or throttling is remembered, and than any backoff. */
export const LATER_MS = 1_800_000

/** Reads while a fault is active. Advances the clock for a slow fault, and releases a held response. */
export async function readDuringFault<T>(
  { faults, clock }: ServerHarness,
  { slow, held }: { slow?: true; held?: true },
  read: () => Promise<T>,
) {
  const reading = read()
  if (slow === true) {
    await faults.arrived(1)
    await clock.pass(UPSTREAM_CALL_MS)
  }
  if (held === true) {
    await faults.arrived(1)
    faults.release()
  }
  return reading
}

/** Ends all faults, and advances the clock until every failure is forgotten. */
export async function recover({ faults, clock }: ServerHarness) {
  faults.reset()
  await clock.pass(LATER_MS)
}
