import * as v from 'valibot'
import { expect, test } from 'vitest'

import { bootstrapSchema } from '#contract/bootstrap.ts'
import { ownFailure } from '#contract/failures.ts'
import type { Region } from '#contract/regions.ts'

import type { Catalogue } from '../../catalogue/catalogue.ts'
import { createFakeCatalogue, FRESH, HANGZHOU_IMAGE } from '../../testing/fake-catalogue.ts'
import { startFakeService } from '../../testing/http-harness.ts'
import { createBootstrap } from './bootstrap.ts'

const HANGZHOU: Region = {
  regionId: 'cn-hangzhou',
  name: 'China (Hangzhou)',
  names: { 'en-US': 'China (Hangzhou)', 'zh-CN': '华东1（杭州）' },
  group: 'mainland',
  closing: false,
  endpoint: 'swas.cn-hangzhou.aliyuncs.com',
  state: 'fresh',
  fetchedAt: '2026-11-24T00:00:00.000Z',
  imageCount: 1,
}

function setUp(region: Partial<Region> = {}, overrides: Partial<Catalogue> = {}) {
  const regions: Catalogue['regions'] = async () => ({
    ok: true,
    value: { source: 'live', regions: [{ ...HANGZHOU, ...region }] },
  })
  const { catalogue, asked } = createFakeCatalogue({ regions, ...overrides })
  return { asked, first: (path: string) => createBootstrap(catalogue, `http://127.0.0.1:8080${path}`) }
}

test('a cached list is embedded in the document', async () => {
  const data = await setUp().first('/images?region=cn-hangzhou&type=app')
  expect(data).toEqual({
    source: 'live',
    regions: { source: 'live', regions: [HANGZHOU] },
    images: {
      region: 'cn-hangzhou',
      answer: { images: [HANGZHOU_IMAGE], regions: { 'cn-hangzhou': FRESH }, total: 1 },
    },
  })
  const block = { now: '2026-11-24T00:00:00.000Z', ...data }
  expect(v.parse(bootstrapSchema, JSON.parse(JSON.stringify(block)))).toEqual(block)
})

test.each([
  '/images',
  '/images?region=',
  '/images?region=../etc',
  '/images?region=mars-north-1',
  '/matrix?region=cn-hangzhou',
])('%s embeds only the regions', async (path) => {
  const { asked, first } = setUp()
  expect(Object.keys(await first(path))).toEqual(['source', 'regions'])
  expect(asked).toEqual([])
})

test('a document never triggers the first read of a region', async () => {
  const { asked, first } = setUp({ state: 'never', imageCount: null })
  expect(await first('/images?region=cn-hangzhou')).not.toHaveProperty('images')
  expect(asked).toEqual([])
})

test('a document waits for nothing, and contains at least the source of the images', async () => {
  const forever = { regions: () => new Promise<never>(() => {}) }
  expect(await setUp({}, forever).first('/images?region=cn-hangzhou')).toEqual({ source: 'sample' })
  const slow = { images: () => new Promise<never>(() => {}) }
  expect(await setUp({}, slow).first('/images?region=cn-hangzhou')).not.toHaveProperty('images')
})

test('a failed list is not embedded, and the page requests it again', async () => {
  const failed = { ok: false, failure: ownFailure('INTERNAL', 'No.') } as const
  const { first } = setUp({}, { regions: async () => failed })
  expect(await first('/images?region=cn-hangzhou')).toEqual({ source: 'sample' })
  const broken = { images: () => Promise.reject(new Error('broken')) }
  expect(await setUp({}, broken).first('/images?region=cn-hangzhou')).not.toHaveProperty('images')
})

test('a list that would delay the document is not embedded', async () => {
  const { asked, first } = setUp({ imageCount: 5000 })
  expect(await first('/images?region=all')).not.toHaveProperty('images')
  expect(asked).toEqual([])
  const description = 'x'.repeat(300_000)
  const long = {
    images: [{ ...HANGZHOU_IMAGE, description }],
    regions: { 'cn-hangzhou': FRESH },
    total: 1,
    version: 'v',
  }
  const { first: firstLong } = setUp({}, { images: async () => ({ ok: true, value: long }) })
  expect(await firstLong('/images?region=cn-hangzhou')).not.toHaveProperty('images')
})

test('a document contains the server time of its Date header', async () => {
  const { service, url } = await startFakeService()
  const response = await fetch(url)
  const [, json = ''] = /(\{.*\})/s.exec(await response.text()) ?? []
  const { now } = v.parse(bootstrapSchema, JSON.parse(json))
  const date = Date.parse(response.headers.get('date') ?? '')
  expect(Math.abs(Date.parse(now) - date)).toBeLessThanOrEqual(1000)
  await service.drain(0)
})
