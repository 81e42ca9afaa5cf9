import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'

import { Hono } from 'hono'
import * as v from 'valibot'
import { describe, expect, test, vi } from 'vitest'

import { changesAnswerSchema } from '#contract/changes.ts'
import { type FailureCode, FAILURES } from '#contract/failure-codes.ts'
import { ownFailure, problemSchema } from '#contract/failures.ts'
import { imagesAnswerSchema } from '#contract/images.ts'
import { type LookupEvent, lookupEventSchema } from '#contract/lookup.ts'

import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import { createFakeCatalogue, FRESH, HANGZHOU_IMAGE } from '../testing/fake-catalogue.ts'
import { fakeHead } from '../testing/fake-head.ts'
import type { RequestEnv, Trace } from './context.ts'
import { addRoutes, type RouteOptions } from './routes.ts'

const DECODERS = { br: brotliDecompressSync, gzip: gunzipSync, identity: (body: Buffer) => body }

function setUp(
  overrides: Partial<Catalogue> = {},
  isReady = () => true,
  options: Partial<RouteOptions> = {},
) {
  const { catalogue, asked } = createFakeCatalogue(overrides)
  const trace: Trace = { ref: 'ref-1' }
  const app = new Hono<RequestEnv>().use((context, next) => {
    context.set('trace', trace)
    context.set('head', fakeHead())
    return next()
  })
  addRoutes(app, {
    catalogue,
    pages: null,
    isReady,
    createNonce: () => 'N',
    version: '1.2.3',
    scheme: 'http',
    describeSession: () => ({ auth: 'none', name: null, signOutPath: null }),
    signIn: null,
    ...options,
  })
  const incoming = new IncomingMessage(new Socket())
  const send = async (path: string, init?: RequestInit) =>
    app.request(`http://localhost:8080${path}`, init ?? {}, {
      incoming,
      outgoing: new ServerResponse(incoming),
    })
  const problem = async (path: string, init?: RequestInit) =>
    v.parse(problemSchema, await (await send(path, init)).json())
  return { send, problem, asked, trace }
}

const json = (body: unknown) => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: typeof body === 'string' || body instanceof Blob ? body : JSON.stringify(body),
})

describe('the list of images', () => {
  test('passes its query to the catalogue', async () => {
    const { send, asked } = setUp()
    const response = await send(
      '/api/images?region=cn-hangzhou&type=system&platform=Linux&q=deb+%E5%9B%BD&ids=m-1,m-2&state=gone',
    )
    expect(asked).toEqual([
      [
        'images',
        {
          regions: ['cn-hangzhou'],
          type: 'system',
          platform: 'Linux',
          q: 'deb 国',
          ids: ['m-1', 'm-2'],
          state: 'gone',
        },
      ],
    ])
    expect(v.parse(v.strictObject(imagesAnswerSchema.entries), await response.json())).toEqual({
      images: [HANGZHOU_IMAGE],
      regions: { 'cn-hangzhou': FRESH },
      total: 1,
    })
  })

  test('is not sent again to a client that has it cached', async () => {
    const { send } = setUp()
    const etag = (await send('/api/images?region=all')).headers.get('etag') ?? ''
    expect(etag).toMatch(/^W\/"[\w-]{22}"$/)
    const again = await send('/api/images?region=all', { headers: { 'If-None-Match': `"x", ${etag}` } })
    expect([again.status, await again.text()]).toEqual([304, ''])
  })

  test('is sent again if only the state of a region changed', async () => {
    let state: 'fresh' | 'stale' = 'fresh'
    const { send } = setUp({
      images: async () => ({
        ok: true,
        value: { images: [], total: 0, version: 'v', regions: { a: { ...FRESH, state } } },
      }),
    })
    const etag = (await send('/api/images?region=all')).headers.get('etag') ?? ''
    state = 'stale'
    expect((await send('/api/images?region=all', { headers: { 'If-None-Match': etag } })).status).toBe(200)
  })

  test('contains the read time of each region, and has the same bytes until the next read', async () => {
    const { send } = setUp()
    const read = async () =>
      (await send('/api/images?region=all', { headers: { 'Accept-Encoding': 'br' } })).arrayBuffer()
    const [first, second] = [await read(), await read()]
    const body = v.parse(imagesAnswerSchema, JSON.parse(brotliDecompressSync(first).toString()))
    expect(body.regions['cn-hangzhou']).toEqual(FRESH)
    expect(Buffer.from(second).equals(Buffer.from(first))).toBe(true)
  })

  test('has one image per line', async () => {
    const response = await setUp().send('/api/images?region=all&format=ndjson')
    expect(response.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8')
    expect(await response.text()).toBe(`${JSON.stringify(HANGZHOU_IMAGE)}\n`)
  })

  describe.each(['ndjson', 'csv', 'json'])('of 27 regions as %s', (format) => {
    const path = `/api/images?region=all&format=${format}`

    /** 27 regions of 1,000 images, and how many of them have been written. */
    function setUpMany() {
      let written = 0
      const images = Array.from({ length: 27_000 }, (_, index) => ({
        ...HANGZHOU_IMAGE,
        regionId: `region-${Math.floor(index / 1000)}`,
        get imageId() {
          written += 1
          return `m-${index}`
        },
      }))
      const value = { images, total: images.length, version: 'v', regions: { a: FRESH } }
      const { send } = setUp({ images: async () => ({ ok: true, value }) })
      return { send, written: () => written }
    }

    test.each(['identity', 'gzip', 'br'] as const)(
      'is serialized while it is read, in %s',
      async (encoding) => {
        const { send, written } = setUpMany()
        const { body, headers } = await send(path, { headers: { 'Accept-Encoding': encoding } })
        expect(headers.get('content-encoding') ?? 'identity').toBe(encoding)
        const reader = body?.getReader()
        expect(await reader?.read()).toMatchObject({ done: false })
        // Nothing more is serialized for a reader that stops reading.
        await new Promise((resolve) => void setImmediate(resolve))
        expect(written()).toBeLessThan(2000)
        await reader?.cancel()
        expect(written()).toBeLessThan(2000)
      },
    )

    test.each(['identity', 'gzip', 'br'] as const)('has every image in %s', async (encoding) => {
      const response = await setUpMany().send(path, { headers: { 'Accept-Encoding': encoding } })
      const body = DECODERS[encoding](Buffer.from(await response.arrayBuffer())).toString()
      const ids = body.match(/\bm-\d+/g) ?? []
      expect(ids).toHaveLength(27_000)
      expect([ids[0], ids.at(-1)]).toEqual(['m-0', 'm-26999'])
    })

    test('is not serialized for HEAD, or for a client that has it cached', async () => {
      const { send, written } = setUpMany()
      const head = await send(path, { method: 'HEAD' })
      expect([head.status, await head.text()]).toEqual([200, ''])
      const etag = head.headers.get('etag') ?? ''
      expect((await send(path, { headers: { 'If-None-Match': etag } })).status).toBe(304)
      expect(written()).toBe(0)
    })
  })

  test('names missing regions in a bare list', async () => {
    const { send } = setUp({
      images: async () => ({
        ok: true,
        value: {
          images: [],
          total: 0,
          version: 'v',
          regions: { a: FRESH, b: { ...FRESH, state: 'failed' } },
        },
      }),
    })
    expect((await send('/api/images?region=all&format=csv')).headers.get('x-missing-regions')).toBe('b')
    expect((await send('/api/images?region=all')).headers.get('x-missing-regions')).toBeNull()
  })

  test('is read live from the cloud for one region with exactly its parameters', async () => {
    const { send, asked } = setUp()
    const response = await send('/api/images?region=cn-hangzhou&type=app&ids=m-1&live=1')
    expect([response.status, response.headers.get('etag')]).toEqual([200, null])
    expect(asked).toEqual([['liveImages', { regionId: 'cn-hangzhou', type: 'app', ids: ['m-1'] }]])
    expect(v.is(imagesAnswerSchema, await response.json())).toBe(true)
  })
})

describe('an invalid request never reaches the catalogue', () => {
  test.each<[string, FailureCode, RegExp]>([
    ['/api/images', 'INVALID_REQUEST', /parameter region is missing/],
    ['/api/images?region=', 'INVALID_REGION', /region/],
    [`/api/images?region=${'a'.repeat(300)}`, 'INVALID_REGION', /region/],
    ['/api/images?region=cn-hangzhou&Action=DeleteInstance', 'INVALID_REQUEST', /"Action"/],
    ['/api/images?region=cn-hangzhou&endpoint=http://evil.example', 'INVALID_REQUEST', /"endpoint"/],
    ['/api/images?region=cn-hangzhou&region=cn-beijing', 'INVALID_REQUEST', /"region" occurs more than once/],
    ['/api/images?region=cn-hangzhou&__proto__=x', 'INVALID_REQUEST', /"__proto__"/],
    ['/api/images?region=cn-hangzhou&toString=x', 'INVALID_REQUEST', /"toString"/],
    ['/api/images?region=cn-hangzhou&q=%E5', 'INVALID_REQUEST', /percent sign/],
    ['/api/images?region=cn-hangzhou&type=App', 'INVALID_REQUEST', /parameter type/],
    ['/api/images?region=cn-hangzhou&ids=a%20b', 'INVALID_REQUEST', /parameter ids.*printable ASCII/],
    ['/api/images?region=cn-hangzhou&ids=a,a', 'INVALID_REQUEST', /parameter ids.*not repeat/],
    [`/api/images?region=cn-hangzhou&q=${'a'.repeat(201)}`, 'INVALID_REQUEST', /parameter q/],
    ['/api/images?region=all&live=1', 'INVALID_REQUEST', /exactly one region/],
    ['/api/images?region=a,b&live=1', 'INVALID_REQUEST', /exactly one region/],
    ['/api/images?region=cn-hangzhou&live=1&q=x', 'INVALID_REQUEST', /only the parameters/],
    ['/api/images?region=cn-hangzhou&live=yes', 'INVALID_REQUEST', /parameter live/],
    ['/api/regions?lang=fr', 'INVALID_REQUEST', /parameter lang/],
    ['/api/changes?since=yesterday', 'INVALID_REQUEST', /parameter since/],
    ['/api/changes.atom?since=yesterday', 'INVALID_REQUEST', /parameter since/],
    ['/api/status?x=1', 'INVALID_REQUEST', /"x"/],
    ['/api/openapi.json?x=1', 'INVALID_REQUEST', /"x"/],
    ['/api/images/cn-hangzhou/m-1?x=1', 'INVALID_REQUEST', /"x"/],
    ['/api/nothing', 'NOT_FOUND', /path/],
  ])('%s', async (path, code, detail) => {
    const { problem, asked } = setUp()
    const answer = await problem(path)
    expect(answer).toMatchObject({ code, status: FAILURES[code].status, ref: 'ref-1' })
    expect(answer.detail).toMatch(detail)
    expect(asked).toEqual([])
  })

  test.each([
    ['x@100.100.100.200/'],
    ['evil.com/#'],
    ['..'],
    ['cn\thangzhou'],
    ['cn-hangzhou\0'],
    ['cn-hangzhou\r\nX:y'],
    ['ｃn-hangzhou'],
    ['CN-HANGZHOU'],
    [' cn-hangzhou'],
    ['__proto__'],
    ['constructor'],
    ['toString'],
  ])('%j is not a region', async (region) => {
    const { problem } = setUp()
    expect(await problem(`/api/images?region=${encodeURIComponent(region)}`)).toMatchObject({
      code: 'INVALID_REGION',
    })
  })
})

describe('one image', () => {
  test('is found by an ID with every allowed character', async () => {
    const { send, asked } = setUp()
    const imageId = '!"#$%&\'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~%2F%41'
    const response = await send(`/api/images/cn-hangzhou/${encodeURIComponent(imageId)}`)
    expect(response.status).toBe(200)
    expect(asked).toEqual([['image', 'cn-hangzhou', imageId]])
  })

  test('names its region if it fails', async () => {
    expect(await setUp().problem('/api/images/mars/m-1')).toMatchObject({
      code: 'INVALID_REGION',
      regionId: 'mars',
    })
  })
})

describe('a refresh', () => {
  test('answers 200 when done, 202 while in progress', async () => {
    const path = '/api/regions/cn-hangzhou/refresh'
    expect((await setUp().send(path, { method: 'POST' })).status).toBe(200)
    const { send } = setUp({
      refresh: async (regionId) => ({ ok: true, value: { regionId, ...FRESH, refreshing: true } }),
    })
    expect((await send(path, { method: 'POST' })).status).toBe(202)
  })
})

describe('a lookup', () => {
  test('accepts a text of 1 MiB, although it grows as JSON', async () => {
    const { send, asked } = setUp()
    const text = 'm-1\n'.repeat(256 * 1024)
    expect((await send('/api/lookup', json({ text }))).status).toBe(200)
    expect(asked).toEqual([['lookup', { text }]])
  })

  test.each<[string, unknown, FailureCode]>([
    ['a text of more than 1 MiB', { text: 'a'.repeat(1024 * 1024 + 1) }, 'PAYLOAD_TOO_LARGE'],
    ['a body of more than 2 MiB', { text: 'a'.repeat(3 * 1024 * 1024) }, 'PAYLOAD_TOO_LARGE'],
    ['more than 5,000 IDs', { ids: Array.from({ length: 5001 }, () => 'm-1') }, 'INVALID_REQUEST'],
    ['neither text nor IDs', {}, 'INVALID_REQUEST'],
    ['both', { text: 'm-1', ids: ['m-1'] }, 'INVALID_REQUEST'],
    ['another field', { text: 'm-1', Action: 'x' }, 'INVALID_REQUEST'],
    ['a number as text', { text: 1 }, 'INVALID_REQUEST'],
    ['null', null, 'INVALID_REQUEST'],
    ['half a document', '{"text":', 'INVALID_REQUEST'],
    ['a __proto__ key', '{"text":"m-1","__proto__":{"polluted":true}}', 'INVALID_REQUEST'],
    ['bytes that are not UTF-8', new Blob([Buffer.from('{"text":"m-1 \xff"}', 'latin1')]), 'INVALID_REQUEST'],
    ['a deeply nested document', '['.repeat(100_000), 'INVALID_REQUEST'],
    ['nothing', '', 'INVALID_REQUEST'],
    ['a live lookup without regions', { text: 'm-1', live: true }, 'INVALID_REQUEST'],
    ['an empty list of regions', { text: 'm-1', live: true, regions: [] }, 'INVALID_REQUEST'],
    ['an unknown region in a live lookup', { text: 'm-1', live: true, regions: ['mars'] }, 'INVALID_REGION'],
  ])('refuses %s', async (_, body, code) => {
    const { problem, asked } = setUp()
    expect(await problem('/api/lookup', json(body))).toMatchObject({ code })
    expect(asked).toEqual([])
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })

  test('lists invalid IDs, at most five of them', async () => {
    const { problem, asked } = setUp()
    const few = await problem('/api/lookup', json({ ids: ['m-1', 'two words', '', 7] }))
    expect(few).toMatchObject({ code: 'INVALID_REQUEST', status: 400 })
    expect(few.detail).toMatch(/: 1 \("two words"\), 2 \(""\), 3 \(a number\)\.$/)
    const many = await problem('/api/lookup', json({ ids: Array.from({ length: 5000 }, () => '镜像') }))
    expect(many.detail).toMatch(/, 4 \("镜像"\) and 4995 more\.$/)
    expect(asked).toEqual([])
  })

  test.each([
    ['that is not a string', [1]],
    ['that is empty', ['']],
    ['that is too long', ['a'.repeat(41)]],
  ])('refuses a region %s', async (_, regions) => {
    const { problem, asked } = setUp()
    expect(await problem('/api/lookup', json({ ids: ['m-1'], regions }))).toMatchObject({
      code: 'INVALID_REQUEST',
    })
    expect(asked).toEqual([])
  })

  test('that is live streams one event per line', async () => {
    const response = await setUp().send(
      '/api/lookup',
      json({ ids: ['m-1'], live: true, regions: ['cn-hangzhou'] }),
    )
    expect(response.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8')
    const lines = (await response.text()).trim().split('\n')
    expect(lines.map((line) => v.parse(lookupEventSchema, JSON.parse(line)).event)).toEqual(['answer'])
  })

  test('that fails while streaming ends without results, and logs the cause', async () => {
    const cause = new Error('secret cause')
    // oxlint-disable-next-line require-yield -- it throws before its first event
    async function* breaking(): AsyncGenerator<LookupEvent, void> {
      throw cause
    }
    const { send, trace } = setUp({
      lookupLive: () => ({ ok: true, value: breaking() }),
    })
    expect(
      await (await send('/api/lookup', json({ ids: ['m-1'], live: true, regions: ['cn-hangzhou'] }))).text(),
    ).toBe('')
    expect(trace.cause).toBe(cause)
  })
})

describe('changes', () => {
  test('pass their filters to the catalogue', async () => {
    const { send, asked } = setUp()
    const since = '2026-11-01T00:00:00Z'
    const response = await send(
      `/api/changes?region=cn-hangzhou&type=app&platform=Windows&q=x&since=${since}`,
    )
    expect(v.is(changesAnswerSchema, await response.json())).toBe(true)
    const question = { regions: ['cn-hangzhou'], type: 'app', platform: 'Windows', q: 'x', since }
    expect(asked).toEqual([['changes', question]])
  })
})

describe('a failure', () => {
  test.each(Object.entries(FAILURES))(
    '%s has its own status and texts',
    async (code, { status, title, hint }) => {
      const failure = ownFailure(v.parse(problemSchema.entries.code, code), 'What happened.', 1500)
      const upstream = { code: 'X', status: 400, requestId: 'R' }
      const { send, trace } = setUp({
        images: async () => ({ ok: false, failure: { ...failure, upstream } }),
      })
      const response = await send('/api/images?region=cn-hangzhou')
      expect(response.status).toBe(status)
      expect(response.headers.get('content-type')).toBe('application/problem+json')
      expect(response.headers.get('retry-after')).toBe('2')
      expect(v.parse(v.strictObject(problemSchema.entries), await response.json())).toEqual({
        ...failure,
        type: 'about:blank',
        status,
        title,
        hint,
        upstream,
        regionId: 'cn-hangzhou',
        ref: 'ref-1',
      })
      expect(trace.code).toBe(code)
    },
  )

  test('that is unexpected is detailed only in the log', async () => {
    const cause = new Error('secret text')
    const { send, trace } = setUp({ regions: () => Promise.reject(cause) })
    const response = await send('/api/regions')
    expect([response.status, trace.code, trace.cause]).toEqual([500, 'INTERNAL', cause])
    expect(await response.text()).not.toContain('secret')
  })
})

test('a description of the API that fails to load is a failure, and the next request tries again', async () => {
  const loadOpenApi = vi
    .fn<() => Promise<{ describeApi: () => object }>>()
    .mockRejectedValueOnce(new Error('no disk'))
    .mockResolvedValue({ describeApi: () => ({ openapi: '3.1.1' }) })
  const { send, trace } = setUp({}, () => true, { loadOpenApi })
  expect([(await send('/api/openapi.json')).status, trace.code]).toEqual([500, 'INTERNAL'])
  expect(await (await send('/api/openapi.json')).json()).toEqual({ openapi: '3.1.1' })
})

test('metrics that fail to load are a failure, and the next request tries again', async () => {
  const text = vi
    .fn<Metrics['text']>()
    .mockRejectedValueOnce(new Error('no disk'))
    .mockResolvedValue({ contentType: 'text/plain', body: 'up 1' })
  const metrics = { upstreamCall: () => {}, read: () => {}, text }
  const { send, trace } = setUp({}, () => true, { metrics })
  expect([(await send('/metrics')).status, trace.code]).toEqual([500, 'INTERNAL'])
  expect(await (await send('/metrics')).text()).toBe('up 1')
})

describe('probes', () => {
  test('healthz and readyz never use the catalogue', async () => {
    const { send, asked } = setUp()
    expect((await send('/healthz')).status).toBe(200)
    expect((await send('/readyz')).status).toBe(200)
    expect(asked).toEqual([])
  })

  test('during shutdown readyz is 503, and healthz is not', async () => {
    const { send } = setUp({}, () => false)
    expect((await send('/healthz')).status).toBe(200)
    expect((await send('/readyz')).status).toBe(503)
  })
})

test('60 different concurrent searches use four compressors, and none waits or loses an image', async () => {
  const images = Array.from({ length: 3000 }, (_, index) => ({ ...HANGZHOU_IMAGE, imageId: `m-${index}` }))
  const { send } = setUp({
    images: async () => ({ ok: true, value: { images, total: images.length, version: 'v', regions: {} } }),
  })
  const search = (number: number) =>
    send(`/api/images?region=all&q=m-${number}`, { headers: { 'Accept-Encoding': 'gzip' } })
  const responses = await Promise.all(Array.from({ length: 60 }, (_, number) => search(number)))
  const [compressed = [], plain = []] = [true, false].map((isCompressed) =>
    responses.filter(({ headers }) => headers.has('content-encoding') === isCompressed),
  )
  expect([compressed.length, plain.length]).toEqual([4, 56])
  const [body] = await Promise.all(plain.map((response) => response.text()))
  expect(v.parse(imagesAnswerSchema, JSON.parse(body ?? '')).images).toHaveLength(3000)
  await Promise.all(compressed.map((response) => response.arrayBuffer()))
  expect((await search(60)).headers.get('content-encoding')).toBe('gzip')
})

test('a compressed list is made once for many clients', async () => {
  const stringify = vi.fn(() => 'Debian 12')
  const image = { ...HANGZHOU_IMAGE, toJSON: stringify }
  const { send } = setUp({
    images: async () => ({ ok: true, value: { images: [image], total: 1, version: 'v', regions: {} } }),
  })
  const get = () => send('/api/images?region=all', { headers: { 'Accept-Encoding': 'gzip' } })
  await Promise.all(Array.from({ length: 50 }, get))
  expect(stringify).toHaveBeenCalledTimes(1)
})
