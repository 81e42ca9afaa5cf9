import { array, assert, asyncProperty, constantFrom, json, oneof, record, string, tuple } from 'fast-check'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import { FAILURES } from '#contract/failure-codes.ts'

import { BATCH_SIZE, corrupted } from '../testing/corrupt-bytes.ts'
import { type ClientHarness, createClientHarness } from '../testing/swas-client-harness.ts'

const text = oneof(string({ unit: 'grapheme' }), constantFrom('__proto__', 'Throttling.User', 'm-1', '\0'))
const images = array(
  oneof(
    record(
      { ImageId: text, ImageName: text, ImageType: text, Platform: text, Description: text },
      { requiredKeys: [] },
    ),
    constantFrom(null, 1, 'x', []),
  ),
)
const hosts = oneof(text, constantFrom('swas.cn-lanzhou.aliyuncs.com', 'swas.evil.example', 'x@127.0.0.1/'))
const NEW_REGION = { RegionId: 'cn-lanzhou', RegionEndpoint: 'swas.cn-lanzhou.aliyuncs.com', LocalName: 'x' }
const regionIds = oneof(text, constantFrom('cn-lanzhou', 'oss-cn-x', 'cn-hangzhou'))
const regions = array(
  oneof(
    record({ RegionId: regionIds, RegionEndpoint: hosts, LocalName: text }, { requiredKeys: [] }),
    constantFrom(NEW_REGION, NEW_REGION, null),
  ),
  { minLength: 2 },
)
const bodies = oneof(
  record({ RequestId: text, Regions: regions }).map((body) => JSON.stringify(body)),
  record({ RequestId: text, Images: images }).map((body) => JSON.stringify(body)),
  record({ RequestId: text, Images: images, Code: text, Message: text }).map((body) => JSON.stringify(body)),
  json(),
  constantFrom('', '<html>', '<?xml version="1.0"?>', 'null', '{"Images":[]}'),
)
const statuses = constantFrom(
  '200 OK',
  '204 No',
  '301 Moved',
  '400 Bad',
  '403 No',
  '429 Slow',
  '500 Oops',
  '999 ?',
)
const headers = constantFrom(
  'Content-Type: application/json',
  'Content-Encoding: gzip',
  'Content-Encoding: br',
  'Transfer-Encoding: chunked',
  'Content-Length: 3',
  'Location: http://127.0.0.1:9/',
  'x-acs-retry-after: 1e99',
  'Date: Thu, 01 Jan 1970 00:00:00 GMT',
  'Connection: close',
)
const responses = tuple(oneof(constantFrom('200 OK'), statuses), array(headers, { maxLength: 3 }), bodies)
const answers = corrupted(
  responses.map(([status, lines, body]) => {
    const bytes = Buffer.from(body)
    const head = [`HTTP/1.1 ${status}`, ...lines, `Content-Length: ${bytes.length}`, '', '']
    return head.join('\r\n') + bytes.toString('latin1')
  }),
)

let answer = ''
let harness: ClientHarness
beforeAll(async () => {
  harness = await createClientHarness(({ socket }) => socket.end(answer, 'latin1'))
})
afterAll(() => harness.close())

async function listImages() {
  const outcome = await harness.client.listImages({ regionId: 'cn-hangzhou' }, 'operator')
  for (const { imageId } of outcome.ok ? outcome.value.images : []) expect(imageId).toMatch(/^[!-~]{1,256}$/)
  return outcome
}

async function listRegions() {
  const outcome = await harness.client.listRegions('en-US', 'operator')
  for (const { regionId, endpoint } of harness.client.knownRegions()) {
    expect(regionId).toMatch(/^[a-z]{2}(?:-[a-z]+){1,2}(?:-\d{1,2})?$/)
    expect(endpoint).toBe(`swas.${regionId}.aliyuncs.com`)
  }
  return outcome
}

/** Outlasts every cached failure and pause. */
const RECOVERY_MS = 3_600_000

test('any response gives a list or a failure with a code', { timeout: 900_000 }, async () => {
  const known = new Set<string>(Object.keys(FAILURES))
  globalThis.gc?.()
  const heapBytes = process.memoryUsage().heapUsed
  const seen = new Set<string>()
  await assert(
    asyncProperty(array(answers, { minLength: BATCH_SIZE, maxLength: BATCH_SIZE }), async (texts) => {
      for (const bytes of texts) {
        answer = bytes
        const outcome = bytes.includes('Regions') ? await listRegions() : await listImages()
        seen.add(outcome.ok ? 'ok' : outcome.failure.code)
        if (!outcome.ok) {
          expect(known).toContain(outcome.failure.code)
          expect(['INTERNAL', 'LOCAL_QUOTA']).not.toContain(outcome.failure.code)
        }
        expect(JSON.stringify(outcome)).not.toContain('rig-secret')
        await harness.clock.pass(RECOVERY_MS)
      }
      harness.events.splice(0)
    }),
    { numRuns: Math.ceil(inject('fuzzBatches') / 5), seed: 20_261_124, endOnFailure: true },
  )
  expect(harness.client.knownRegions().map(({ regionId }) => regionId)).toContain('cn-lanzhou')
  // The bytes reached every stage of parsing.
  expect([...seen]).toEqual(
    expect.arrayContaining(['ok', 'UPSTREAM_BAD_SHAPE', 'UPSTREAM_BAD_RESPONSE', 'UPSTREAM_ERROR']),
  )
  globalThis.gc?.()
  expect(process.memoryUsage().heapUsed - heapBytes).toBeLessThan(32 * 1024 * 1024)
})
