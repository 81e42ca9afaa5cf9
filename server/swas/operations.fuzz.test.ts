import fc from 'fast-check'
import { describe, expect, inject, test } from 'vitest'

import { FAILURES } from '#contract/failure-codes.ts'

import { parseImages, parseRegions } from './operations.ts'
import { parseResponse } from './parse-response.ts'

const IMAGE_FIELDS = ['description', 'imageId', 'imageName', 'imageType', 'platform']
const CONTEXT = { action: 'ListImages', accessKeyId: 'LTAI5tSecretive1234' }

/** Any UTF-16 code units, lone surrogates included. */
const utf16 = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units))
const field = fc.constantFrom(
  'ImageId',
  'ImageName',
  'ImageType',
  'Platform',
  'Description',
  'RegionId',
  'LocalName',
)
const entry = fc.oneof(
  fc.jsonValue(),
  fc.dictionary(fc.oneof(field, fc.constant('__proto__')), fc.oneof(fc.string(), fc.jsonValue())),
  fc.record({ ImageId: fc.stringMatching(/^[a-z0-9-]{1,8}$/), ImageName: utf16 }),
)
const body = fc.oneof(
  fc.jsonValue(),
  fc.record({ Images: fc.oneof(fc.array(entry), fc.jsonValue()), RequestId: fc.jsonValue() }),
  fc.record({
    Code: fc.oneof(fc.string(), fc.jsonValue(), fc.constantFrom('Forbidden', 'Throttling', 'InternalError')),
    Message: fc.string().map((text) => `LEAK ${text}`),
    AccessDeniedDetail: fc.record({ AuthAction: fc.constant('LEAK it') }),
  }),
)

describe('any JSON body', () => {
  test('gives complete images with unique printable IDs, or a failure', () => {
    fc.assert(
      fc.property(body, (body) => {
        const outcome = parseImages(body)
        if (!outcome.ok) {
          expect(Object.keys(FAILURES)).toContain(outcome.failure.code)
          return
        }
        const { images, dropped } = outcome.value
        for (const image of images) {
          expect(Object.keys(image).sort((a, b) => (a < b ? -1 : 1))).toEqual(IMAGE_FIELDS)
          expect(image.imageId).toMatch(/^[!-~]{1,256}$/)
          expect(Object.values(image).every((text) => text.isWellFormed())).toBe(true)
        }
        expect(new Set(images.map(({ imageId }) => imageId)).size).toBe(images.length)
        expect(images.length === 0 && dropped > 0).toBe(false)
      }),
      { numRuns: 10 * inject('fuzzBatches') },
    )
  })

  test('gives regions, or a failure', () => {
    const region = fc.record(
      { RegionId: fc.jsonValue(), LocalName: fc.jsonValue(), RegionEndpoint: fc.jsonValue() },
      { requiredKeys: [] },
    )
    const body = fc.oneof(fc.jsonValue(), fc.record({ Regions: fc.array(fc.oneof(fc.jsonValue(), region)) }))
    fc.assert(
      fc.property(body, (body) => {
        const outcome = parseRegions(body)
        if (outcome.ok) expect(outcome.value.regions.length).toBeGreaterThan(0)
        else expect(outcome.failure.code).toBe('UPSTREAM_BAD_SHAPE')
      }),
      { numRuns: 10 * inject('fuzzBatches') },
    )
  })
})

describe('any text', () => {
  const status = fc.oneof(fc.constant(200), fc.integer({ min: 200, max: 599 }))
  const text = fc.oneof(
    utf16,
    fc.json(),
    body.map((value) => JSON.stringify(value)),
  )
  const headers = fc.record(
    { date: fc.string(), 'x-acs-retry-after': fc.oneof(fc.string(), fc.integer().map(String)) },
    { requiredKeys: [] },
  )

  test('gives a parsed body, or a failure that shows none of it', () => {
    fc.assert(
      fc.property(status, text, headers, (status, text, headers) => {
        const { outcome, dateMs } = parseResponse({ status, headers, body: text }, CONTEXT)
        expect(Number.isNaN(dateMs)).toBe(false)
        if (outcome.ok) {
          expect(status).toBe(200)
          return
        }
        const { code, detail, retryAfterMs } = outcome.failure
        expect(Object.keys(FAILURES)).toContain(code)
        expect(detail).not.toMatch(/LEAK|Secretive|undefined|\$key/)
        expect(detail.length).toBeLessThan(200)
        expect(retryAfterMs ?? 1_000).toBeGreaterThanOrEqual(1_000)
        expect(retryAfterMs ?? 1_000).toBeLessThanOrEqual(300_000)
      }),
      { numRuns: 20 * inject('fuzzBatches') },
    )
  })
})
