import { afterEach, describe, expect, test } from 'vitest'

import { FAILURES } from '#contract/failure-codes.ts'
import { REGION_STATES } from '#contract/images.ts'
import type { StatusAnswer } from '#contract/status.ts'

import type { FaultName } from '../sample/faults/all-faults.ts'
import { sampleRegions } from '../sample/sample-images.ts'
import { createServerHarness, type ServerHarness, recover } from '../testing/server-harness.ts'
import dashboard from './grafana-dashboard.json' with { type: 'json' }
import { createMetrics } from './metrics.ts'

let harness: ServerHarness | undefined
afterEach(() => harness?.close())

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

test('a scrape reports calls by outcome, reads by state, the quota and the age of each region', async () => {
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

test('counts each call once, whether before the first scrape or between two', async () => {
  const metrics = createMetrics(() => status)
  const call = (times: number) => {
    for (let number = 0; number < times; number += 1)
      metrics.upstreamCall({ operation: 'ListImages', attempts: 1, durationMs: 1, outcome: 'ok' })
  }
  const total = async () => /^swas_upstream_calls_total\{.*\} (\d+)$/m.exec((await metrics.text()).body)?.[1]
  call(2500)
  expect(await total()).toBe('2500')
  call(3)
  expect(await total()).toBe('2503')
})

test('if Prometheus fails to load, a scrape fails, and the next one has the latest calls', async () => {
  let isBroken = true
  const metrics = createMetrics(
    () => status,
    () => (isBroken ? Promise.reject(new Error('no disk')) : import('./prometheus.ts')),
  )
  const call = { operation: 'ListImages', attempts: 1, durationMs: 1, outcome: 'ok' }
  for (let number = 0; number < 2500; number += 1) metrics.upstreamCall(call)
  await expect(metrics.text()).rejects.toThrow('no disk')
  isBroken = false
  expect((await metrics.text()).body).toMatch(/^swas_upstream_calls_total\{.*\} 1000$/m)
})

describe('the dashboard queries only metrics that a scrape contains', () => {
  const targets = dashboard.panels.flatMap(({ title, targets }) =>
    targets.map(({ expr, legendFormat }) => [title, expr, legendFormat] as const),
  )

  test('in several panels', () => expect(targets.length).toBeGreaterThan(5))

  test.each(targets)('%s: %s', async (_, expr, legend) => {
    const metrics = createMetrics(() => status)
    metrics.upstreamCall({ operation: 'ListImages', attempts: 1, durationMs: 1, outcome: 'ok' })
    metrics.read('fresh')
    const { body } = await metrics.text()
    const [name = '?'] = /swas_\w+/.exec(expr) ?? []
    const series = body
      .split('\n')
      .find((line) => [`${name}{`, `${name} `].some((start) => line.startsWith(start)))
    expect(series).toBeDefined()
    const grouped = /by \(([\w, ]+)\)/.exec(expr)?.[1]?.split(', ') ?? []
    const named = [...legend.matchAll(/\{\{(\w+)\}\}/g)].map(([, label = '']) => label)
    for (const label of [...grouped, ...named]) expect(series).toContain(`${label}="`)
  })
})

const HOSTILE: FaultName[] = ['hostile-endpoint', 'unknown-code', 'leaky-error', 'unicode', 'prototype']

test('no label holds a value that a request or the cloud chose', async () => {
  harness = await createServerHarness()
  const { url, faults, ask } = harness
  for (const mode of HOSTILE) {
    faults.set({ mode })
    await ask('/api/regions')
    await ask('/api/regions/cn-hangzhou/refresh', 'POST')
    await ask(`/api/images?region=cn-hangzhou,${mode}`)
    await ask('/api/images?region=x%22%7D%0Aswas_evil%201&type=evil')
    await ask(`/api/images?region=cn-beijing&q=evil-${mode}&ids=m-evil&platform=evil`, 'GET', {
      'User-Agent': 'evil',
    })
    await ask(`/api/images/cn-hangzhou/evil-${mode}`)
    await ask(`/api/evil/${mode}`)
    await recover(harness)
  }
  const scrape = await fetch(new URL('/metrics', url), { headers: { 'X-Console': '1' } })
  const body = await scrape.text()
  const regions = sampleRegions().map(({ regionId }) => regionId)
  const known = new Set<string>([
    ...regions,
    ...Object.keys(FAILURES),
    ...REGION_STATES,
    'ok',
    'ListRegions',
    'ListImages',
  ])
  // Without Node's own metrics, which do not depend on requests, and without histogram boundaries.
  const own = body.split('\n').filter((line) => /^swas_(?!nodejs_|process_)/.test(line))
  const labels = own.flatMap((line) => [...line.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)])
  const values = labels.filter(([, name]) => name !== 'le').map(([, , value = '']) => value)
  expect(values).toContain('UPSTREAM_REJECTED')
  expect(values).toContain('cn-hangzhou')
  expect(values.filter((value) => !known.has(value))).toEqual([])
  expect(body).not.toMatch(/evil|LEAK|POISON|Brand/)
})
