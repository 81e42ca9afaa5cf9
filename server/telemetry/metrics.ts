import type { RegionState } from '#contract/images.ts'
import { loadOnce } from '#contract/memoize.ts'
import type { StatusAnswer } from '#contract/status.ts'

import type { Catalogue } from '../catalogue/catalogue.ts'
import type { CallEvent } from '../swas/call.ts'
import type { Log } from './logger.ts'
import type { createRegistry, PrometheusRegistry, UpstreamCall } from './prometheus.ts'

/** Counts events as they happen. Everything else is read from the status at each scrape. */
export type Metrics = {
  upstreamCall(call: UpstreamCall): void
  /** A read of one region, whose snapshot was in this state. */
  read(state: RegionState): void
  /** All metrics in the Prometheus text format, and its content type. */
  text(): Promise<{ contentType: string; body: string }>
}

/** Calls that are buffered before they are counted, and the most that are kept if `prom-client` fails to load. */
const MAX_BUFFERED_CALLS = 1000

/**
 * Loads `prom-client` at the first scrape: importing it takes 65 ms, a tenth of a start, and most servers are never
 * scraped. Until then calls are buffered; reads, the most frequent event, are counted in a map.
 */
export function createMetrics(
  status: () => StatusAnswer,
  load: () => Promise<{ createRegistry: typeof createRegistry }> = () => import('./prometheus.ts'),
): Metrics {
  const reads = new Map<RegionState, number>()
  const buffered: UpstreamCall[] = []
  const registry = loadOnce(async () => (await load()).createRegistry(status, reads))

  async function upToDate(): Promise<PrometheusRegistry> {
    const loaded = await registry()
    for (const call of buffered.splice(0)) loaded.count(call)
    return loaded
  }

  function dropOldest() {
    buffered.splice(0, buffered.length - MAX_BUFFERED_CALLS)
  }

  return {
    upstreamCall: (call) => {
      buffered.push(call)
      if (buffered.length >= MAX_BUFFERED_CALLS) upToDate().catch(dropOldest)
    },
    read: (state) => void reads.set(state, (reads.get(state) ?? 0) + 1),
    text: async () => (await upToDate()).text(),
  }
}

/** Counts a call of the cloud, and logs it. */
export function recordCall(event: CallEvent, metrics: Metrics, log: Log): void {
  const { failure, ...call } = event
  metrics.upstreamCall({ ...call, outcome: failure?.code ?? 'ok' })
  const { clockBehindMs } = call
  if (clockBehindMs !== undefined) {
    log.warn(
      { clockBehindMs },
      'the clock of this machine is wrong: requests use the time of Alibaba Cloud; set the clock',
    )
  }
  if (failure === null) log.info(call, 'call')
  else log.warn({ ...call, code: failure.code, upstream: failure.upstream }, 'call')
}

/** The same catalogue, counting each region read by the state of its snapshot. */
export function countReads(catalogue: Catalogue, metrics: Metrics): Catalogue {
  return {
    ...catalogue,
    images: async (query) => {
      const result = await catalogue.images(query)
      if (result.ok) for (const { state } of Object.values(result.value.regions)) metrics.read(state)
      return result
    },
  }
}
