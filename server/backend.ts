import { randomUUID } from 'node:crypto'
import path from 'node:path'

import { createCatalogue } from './catalogue/catalogue.ts'
import { openStore } from './catalogue/store/open-store.ts'
import type { Store } from './catalogue/store/store.ts'
import type { Catalogue } from './catalogue/use-cases.ts'
import { type Clock, systemClock } from './clock.ts'
import { ownerOf } from './config/account-id.ts'
import type { Config } from './config/config.ts'
import type { CredentialSource as ConfiguredSource } from './config/credentials.ts'
import type { CallMemory } from './swas/call-memory.ts'
import type { CallEvent } from './swas/call.ts'
import { createSwasClient } from './swas/client.ts'
import { createCredentialSource, type CredentialOrigin } from './swas/credentials.ts'
import { readMachineRole } from './swas/ecs-metadata.ts'
import { createTransport, type TransportOptions } from './swas/transport.ts'
import type { ConcealingLog, Log } from './telemetry/logger.ts'
import { createMetrics, type Metrics } from './telemetry/metrics.ts'

/** Everything behind the front door, running. */
export type Backend = { catalogue: Catalogue; metrics: Metrics; close(): Promise<void> }

/** What the cloud is, for this process: keys, and the origin that stands in for Alibaba Cloud's. */
type Upstream = { origin: CredentialOrigin; override: string | null; close(): Promise<void> }

/** Time, chance and network: those of this machine, or those of a test. */
export type World = {
  /** What calls of the cloud wait and are dated by. */
  clock: Clock
  /** What ages and refreshes go by. */
  catalogueClock: Clock
  random: () => number
  transport: TransportOptions
  /** Whom the role of this machine belongs to. */
  machineRole?: () => Promise<string | null>
}

const THIS_MACHINE: World = {
  clock: systemClock,
  catalogueClock: systemClock,
  random: Math.random,
  transport: {},
}

/** Most changes that are kept. */
const MOST_CHANGES = 100_000

/** Binds cloud, store and catalogue. The sample is a server of its own on a loopback port, called like the cloud. */
export async function startBackend(
  config: Config,
  log: ConcealingLog,
  world = THIS_MACHINE,
): Promise<Backend> {
  const { clock, catalogueClock, random, machineRole = readMachineRole } = world
  const upstream = await upstreamOf(config)
  if (config.endpoint !== null)
    log.warn({ endpoint: config.endpoint }, 'every call goes to SWAS_ENDPOINT instead of Alibaba Cloud')
  const isSample = config.credentials.kind === 'sample'
  const retention = { days: config.retentionDays, changes: MOST_CHANGES }
  const owner = await ownerOf(config, machineRole)
  if (owner === null)
    log.warn('nothing is kept: this machine does not say whose role it has; set SWAS_ACCOUNT')
  const folder = isSample || owner === null ? null : path.resolve(config.dataDir)
  const store = openStore(folder, owner ?? '', retention, catalogueClock.wallMs())
  const client = createSwasClient({
    credentials: createCredentialSource(upstream.origin, {
      onKeys: ({ accessKeySecret, securityToken = '' }) => log.conceal([accessKeySecret, securityToken]),
    }),
    transport: createTransport(world.transport),
    clock,
    random,
    nonce: randomUUID,
    callsPerMinute: config.callsPerMinute,
    callMemory: callMemoryOf(store, log),
    originOverride: upstream.override,
    onCall: (event) => {
      logCall(event, log)
      metrics.upstreamCall({ ...event, outcome: event.failure?.code ?? 'ok' })
    },
  })
  const catalogue = createCatalogue({
    cloud: client,
    store,
    source: isSample ? 'sample' : 'live',
    freshMs: config.freshMs,
    regionsFreshMs: config.regionsFreshMs,
    sweep: config.sweep,
    clock: catalogueClock,
    timers: catalogueClock,
    random,
    onEvent: ({ event, ...details }) =>
      'error' in details ? log.error({ cause: details.error }, event) : log.info(details, event),
  })
  const metrics = createMetrics(() => catalogue.status())
  return {
    catalogue: counted(catalogue, metrics),
    metrics,
    close: async () => {
      catalogue.close()
      client.close()
      await upstream.close()
    },
  }
}

async function upstreamOf({ credentials, endpoint }: Config): Promise<Upstream> {
  if (credentials.kind !== 'sample') {
    const close = () => Promise.resolve()
    return { origin: originOf(credentials), override: endpoint, close }
  }
  // A server with keys has no use for it.
  const { createSampleSwas } = await import('./sample/server.ts')
  const sample = await createSampleSwas({ port: 0 })
  const { accessKeyId, accessKeySecret } = sample
  return {
    origin: { kind: 'fixed', credentials: { accessKeyId, accessKeySecret } },
    override: sample.origin,
    close: () => sample.close(),
  }
}

function originOf(source: Exclude<ConfiguredSource, { kind: 'sample' }>): CredentialOrigin {
  if (source.kind !== 'keys') return source
  const { accessKeyId, accessKeySecret, securityToken } = source
  return {
    kind: 'fixed',
    credentials: { accessKeyId, accessKeySecret, ...(securityToken !== null && { securityToken }) },
  }
}

/** A failing disk costs the memory, not the call. */
function callMemoryOf({ callHistory }: Store, log: Log): CallMemory {
  function kept<T>(run: () => T, otherwise: T): T {
    try {
      return run()
    } catch (error) {
      log.error({ cause: error }, 'store-failed')
      return otherwise
    }
  }

  return {
    past: (operation) => kept(() => callHistory.recentCalls(operation), []),
    begin: (operation, priority, atMs) => {
      const end = kept(
        () => callHistory.recordStart(operation, priority, atMs),
        () => {},
      )
      return (endedAtMs) => kept(() => end(endedAtMs), undefined)
    },
    closedUntilMs: (operation) => kept(() => callHistory.pausedUntilMs(operation), null),
    close: (operation, untilMs) => kept(() => callHistory.pauseUntil(operation, untilMs), undefined),
  }
}

function logCall(event: CallEvent, log: Log) {
  const { failure, ...call } = event
  const { clockBehindMs } = call
  if (clockBehindMs !== undefined)
    log.warn(
      { clockBehindMs },
      'the clock of this machine is wrong; calls are dated by that of Alibaba Cloud',
    )
  if (failure === null) log.info(call, 'call')
  else log.warn({ ...call, code: failure.code, upstream: failure.upstream }, 'call')
}

/** The same catalogue, each region that is read counted by the state of its snapshot. */
function counted(catalogue: Catalogue, metrics: Metrics): Catalogue {
  return {
    ...catalogue,
    images: async (question) => {
      const outcome = await catalogue.images(question)
      if (outcome.ok) for (const { state } of Object.values(outcome.value.regions)) metrics.read(state)
      return outcome
    },
  }
}
