import { randomUUID } from 'node:crypto'
import path from 'node:path'

import manifest from '../package.json' with { type: 'json' }
import { type Catalogue, createCatalogue } from './catalogue/catalogue.ts'
import { openStore } from './catalogue/store/open-store.ts'
import type { Store } from './catalogue/store/store.ts'
import { type Clock, systemClock } from './clock.ts'
import { accountFingerprint } from './config/account-id.ts'
import type { Config } from './config/config.ts'
import { type AuthConfig, createAuth } from './http/auth/auth.ts'
import type { ListenAddress } from './http/listen.ts'
import { readPages } from './http/pages/built-page.ts'
import { createHttpServer } from './http/server.ts'
import { createSwasClient } from './swas/client.ts'
import { createCredentialSource, type CredentialOrigin } from './swas/credentials.ts'
import { readRamRole } from './swas/ecs-metadata.ts'
import type { CallHistory } from './swas/sliding-window.ts'
import { createTransport, type TransportOptions } from './swas/transport.ts'
import type { ConcealingLog, Log } from './telemetry/logger.ts'
import { countReads, createMetrics, type Metrics, recordCall } from './telemetry/metrics.ts'

/** The running application. */
export type App = {
  url: string
  /** Finishes running requests, for at most `graceMs`, and closes everything. */
  stop(graceMs: number): Promise<void>
}

/** Where to listen, and whom to let in. */
export type Listen = { bind: ListenAddress; access: AuthConfig }

/** Everything behind the HTTP server. */
export type Backend = { catalogue: Catalogue; metrics: Metrics; close(): Promise<void> }

/** Time, chance and network; tests bring their own. */
export type Dependencies = {
  /** Dates and delays calls of the cloud. */
  clock: Clock
  /** Ages snapshots and schedules refreshes. */
  catalogueClock: Clock
  random: () => number
  transport: TransportOptions
  /** Asks the metadata service for the role of this machine and its account. */
  ecsRole?: () => Promise<string | null>
}

export const VERSION = manifest.version

const SYSTEM: Dependencies = {
  clock: systemClock,
  catalogueClock: systemClock,
  random: Math.random,
  transport: {},
}

const MAX_STORED_CHANGES = 100_000

/**
 * Starts everything and listens.
 * @throws StartError if the page is not built, or the port is taken
 */
export async function startApp(config: Config, { bind, access }: Listen, log: ConcealingLog): Promise<App> {
  const pages = readPages(path.join(import.meta.dirname, '../dist'))
  const backend = await startBackend(config, log)
  const auth = createAuth(access, { log, now: Date.now })
  const server = createHttpServer({ ...backend, pages, log, auth, version: VERSION })
  return {
    url: await server.listen(bind),
    stop: async (graceMs) => {
      await server.drain(graceMs)
      await backend.close()
    },
  }
}

/** Wires client, store and catalogue. Without keys the client calls the sample, a server on a loopback port. */
export async function startBackend(
  config: Config,
  log: ConcealingLog,
  dependencies = SYSTEM,
): Promise<Backend> {
  const { clock, catalogueClock, random } = dependencies
  const upstream = await startUpstream(config)
  if (config.endpoint !== null) {
    log.warn({ endpoint: config.endpoint }, 'every call goes to SWAS_ENDPOINT instead of Alibaba Cloud')
  }
  const store = await openAccountStore(config, log, dependencies)
  const client = createSwasClient({
    credentials: createCredentialSource(upstream.origin, {
      onKeys: ({ accessKeySecret, securityToken = '' }) => log.conceal([accessKeySecret, securityToken]),
    }),
    transport: createTransport(dependencies.transport),
    clock,
    random,
    nonce: randomUUID,
    callsPerMinute: config.callsPerMinute,
    callHistory: callHistoryOf(store, log),
    originOverride: upstream.override,
    onCall: (event) => recordCall(event, metrics, log),
  })
  const catalogue = createCatalogue({
    client,
    store,
    source: config.credentials.kind === 'sample' ? 'sample' : 'live',
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
    catalogue: countReads(catalogue, metrics),
    metrics,
    close: async () => {
      catalogue.close()
      client.close()
      await upstream.close()
    },
  }
}

/** What the client calls: Alibaba Cloud, or the loopback server at `override`. */
type Upstream = { origin: CredentialOrigin; override: string | null; close(): Promise<void> }

async function startUpstream({ credentials, endpoint }: Config): Promise<Upstream> {
  if (credentials.kind !== 'sample') {
    return { origin: credentials, override: endpoint, close: () => Promise.resolve() }
  }
  // Imported only here: a server with keys never loads the sample and its images.
  const { startSampleServer } = await import('./sample/server.ts')
  const sample = await startSampleServer({ port: 0 })
  const { accessKeyId, accessKeySecret } = sample
  return {
    origin: { kind: 'fixed', credentials: { accessKeyId, accessKeySecret } },
    override: sample.origin,
    close: () => sample.close(),
  }
}

/** A file of the account that the keys belong to; memory for the sample, and if the account is unknown. */
async function openAccountStore(config: Config, log: Log, dependencies: Dependencies): Promise<Store> {
  const { catalogueClock, ecsRole = readRamRole } = dependencies
  const account = await accountFingerprint(config, ecsRole)
  if (account === null) {
    log.warn('nothing is stored, because this machine does not tell whose role it has: set SWAS_ACCOUNT')
  }
  const isStored = account !== null && config.credentials.kind !== 'sample'
  const folder = isStored ? path.resolve(config.dataDir) : null
  const retention = { days: config.retentionDays, changes: MAX_STORED_CHANGES }
  return openStore(folder, account ?? '', retention, catalogueClock.wallMs())
}

/** A failing disk is logged, and does not fail the call. */
function callHistoryOf({ callHistory }: Store, log: Log): CallHistory {
  function attempt<T>(run: () => T, fallback: T): T {
    try {
      return run()
    } catch (error) {
      log.error({ cause: error }, 'store-failed')
      return fallback
    }
  }

  return {
    recentCalls: (operation) => attempt(() => callHistory.recentCalls(operation), []),
    recordStart: (operation, priority, atMs) => {
      const recordEnd = attempt(
        () => callHistory.recordStart(operation, priority, atMs),
        () => {},
      )
      return (endedAtMs) => attempt(() => recordEnd(endedAtMs), undefined)
    },
    pausedUntilMs: (operation) => attempt(() => callHistory.pausedUntilMs(operation), null),
    pauseUntil: (operation, untilMs) => attempt(() => callHistory.pauseUntil(operation, untilMs), undefined),
  }
}
