import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

import type { RegionState } from '#contract/images.ts'
import type { StatusAnswer } from '#contract/status.ts'

/** One finished call of the cloud. */
export type UpstreamCall = { operation: string; attempts: number; durationMs: number; outcome: string }

export type PrometheusRegistry = {
  count(call: UpstreamCall): void
  text(): Promise<{ contentType: string; body: string }>
}

/**
 * Counters and gauges for Prometheus. Labels are operations, failure codes, states and known region IDs, never anything
 * that a request could choose.
 * @param reads is read at each scrape; its owner keeps counting
 */
export function createRegistry(
  status: () => StatusAnswer,
  reads: ReadonlyMap<RegionState, number>,
): PrometheusRegistry {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry, prefix: 'swas_' })
  addGauges(status, registers)
  const calls = new Counter({
    name: 'swas_upstream_calls_total',
    help: 'Finished calls of the cloud, by operation and outcome ("ok" or a failure code).',
    labelNames: ['operation', 'outcome'],
    registers,
  })
  const attempts = new Counter({
    name: 'swas_upstream_attempts_total',
    help: 'Requests sent to the cloud, retries included.',
    labelNames: ['operation'],
    registers,
  })
  const seconds = new Histogram({
    name: 'swas_upstream_call_seconds',
    help: 'Duration of calls of the cloud.',
    labelNames: ['operation'],
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  })
  addReads(reads, registers)
  return {
    count: ({ operation, outcome, attempts: made, durationMs }) => {
      calls.inc({ operation, outcome })
      attempts.inc({ operation }, made)
      seconds.observe({ operation }, durationMs / 1000)
    },
    text: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  }
}

function addReads(reads: ReadonlyMap<RegionState, number>, registers: Registry[]) {
  const counter = new Counter({
    name: 'swas_reads_total',
    help: 'Reads of a region, by the state of its snapshot.',
    labelNames: ['state'],
    registers,
    collect() {
      counter.reset()
      for (const [state, count] of reads) counter.inc({ state }, count)
    },
  })
}

function addGauges(status: () => StatusAnswer, registers: Registry[]) {
  const gauge = (
    name: string,
    help: string,
    labelNames: string[],
    values: (set: Gauge, now: StatusAnswer) => void,
  ) =>
    new Gauge({
      name,
      help,
      labelNames,
      registers,
      collect() {
        this.reset()
        values(this, status())
      },
    })
  gauge('swas_quota_left', 'Calls left in the current 60 s.', ['operation'], (set, { quota }) => {
    for (const { operation, left } of quota) set.set({ operation }, left)
  })
  gauge(
    'swas_region_age_seconds',
    'Age of the snapshot, for each region that has one.',
    ['region'],
    (set, { regions }) => {
      for (const { regionId, ageSeconds } of regions)
        if (ageSeconds !== null) set.set({ region: regionId }, ageSeconds)
    },
  )
  gauge(
    'swas_region_images',
    'Number of images, for each region that has a snapshot.',
    ['region'],
    (set, { regions }) => {
      for (const { regionId, imageCount } of regions)
        if (imageCount !== null) set.set({ region: regionId }, imageCount)
    },
  )
  gauge('swas_regions', 'Regions by the state of their snapshot.', ['state'], (set, { regions }) => {
    for (const [state, group] of Map.groupBy(regions, (region) => region.state))
      set.set({ state }, group.length)
  })
  gauge('swas_store_bytes', 'Size of the catalogue on disk.', [], (set, { store }) =>
    set.set(store.sizeBytes),
  )
}
