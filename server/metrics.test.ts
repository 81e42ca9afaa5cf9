import { expect, test } from 'vitest'

import type { StatusAnswer } from '#contract/status.ts'

import dashboard from './grafana-dashboard.json' with { type: 'json' }
import { createMetrics } from './metrics.ts'

const region = {
  regionId: 'cn-hangzhou',
  state: 'fresh',
  fetchedAt: '2026-11-01T00:00:00.000Z',
  ageSeconds: 61,
  requestId: null,
  dropped: 0,
  refreshing: false,
  imageCount: 90,
} as const
const status: StatusAnswer = {
  source: 'live',
  accessKeyId: '****abcd',
  startedAt: '2026-11-01T00:00:00.000Z',
  regions: [region, { ...region, regionId: 'us-west-1', state: 'never', ageSeconds: null, imageCount: null }],
  quota: [{ operation: 'ListImages', limit: 9, spent: 2, left: 7, nextFreeInMs: 0, throttled: false }],
  sweep: { enabled: true, regionsDone: 1, regionsTotal: 2, nextInMs: 0 },
  store: {
    kind: 'memory',
    sizeBytes: 4096,
    schemaVersion: 1,
    images: 90,
    changes: 0,
    retentionDays: 365,
    setAside: null,
  },
}

test('a scrape tells calls by outcome, reads by state, the quota and the age of each region', async () => {
  const metrics = createMetrics(() => status)
  metrics.upstreamCall({ operation: 'ListImages', attempts: 2, durationMs: 300, outcome: 'UPSTREAM_TIMEOUT' })
  metrics.read('fresh')
  metrics.read('fresh')
  const { contentType, body } = await metrics.text()
  expect(contentType).toContain('text/plain')
  const lines = body.split('\n')
  for (const line of [
    'swas_upstream_calls_total{operation="ListImages",outcome="UPSTREAM_TIMEOUT"} 1',
    'swas_upstream_attempts_total{operation="ListImages"} 2',
    'swas_reads_total{state="fresh"} 2',
    'swas_quota_left{operation="ListImages"} 7',
    'swas_region_age_seconds{region="cn-hangzhou"} 61',
    'swas_regions{state="never"} 1',
    'swas_store_bytes 4096',
  ])
    expect(lines).toContain(line)
  expect(body).not.toContain('abcd')
  expect(body).not.toContain('swas_region_age_seconds{region="us-west-1"}')
})

test('the dashboard asks only for what a scrape has', async () => {
  const metrics = createMetrics(() => status)
  const { body } = await metrics.text()
  const known = new Set([...body.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name))
  const asked = [...JSON.stringify(dashboard).matchAll(/swas_\w+/g)].map(([name]) =>
    name.replace(/_bucket$/, ''),
  )
  expect(asked.length).toBeGreaterThan(5)
  expect(asked.filter((name) => !known.has(name))).toEqual([])
})
