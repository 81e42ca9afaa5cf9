import { gzipSync } from 'node:zlib'

import { afterEach, describe, expect, test } from 'vitest'

import type { FailureCode } from '#contract/failure-codes.ts'
import type { FailureReason } from '#contract/failures.ts'

import { rawResponse } from '../testing/raw-upstream.ts'
import { type ClientHarness, createClientHarness } from '../testing/swas-client-harness.ts'

const REQUEST_ID = '8B2A1C3D-0000-4000-8000-123456789ABC'
const IMAGE = {
  ImageId: '5a3b1e0000000000000000000000000a',
  ImageName: 'Docker-26.1.3',
  ImageType: 'app',
  Platform: 'Linux',
  Description: '容器',
}
const CLEAN = {
  imageId: IMAGE.ImageId,
  imageName: 'Docker-26.1.3',
  imageType: 'app',
  platform: 'Linux',
  description: '容器',
}
const HTML = '<!doctype html><title>Sign in</title>'
const XHTML = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"><html/>'
const HTML_TYPE = { 'content-type': 'text/html' }
const GOOD = JSON.stringify({ RequestId: REQUEST_ID, Images: [IMAGE] })

let harness: ClientHarness | undefined
afterEach(() => harness?.close())

/** One call of ListImages; every attempt gets these bytes. */
async function listFrom(bytes: Buffer) {
  harness = await createClientHarness(({ socket }) => socket.write(bytes))
  const outcome = await harness.client.listImages({ regionId: 'cn-hangzhou' }, 'operator')
  return { outcome, attempts: harness.upstream.heads.length, event: harness.events[0] }
}

function images(list: unknown): Buffer {
  return rawResponse(200, JSON.stringify({ RequestId: REQUEST_ID, Images: list }))
}

function corrupted(bytes: Buffer): Buffer {
  return Buffer.from(bytes).fill(0x5a, Math.floor(bytes.length / 2))
}

function encoded(bytes: Buffer, encoding: string): Buffer {
  return rawResponse(200, bytes, { 'content-encoding': encoding })
}

/** Adds a member to the body: a list nested this deeply. */
function beside(levels: number, body: string): string {
  return `{"X":${'['.repeat(levels)}${']'.repeat(levels)},${body.slice(1)}`
}

type Row = [name: string, bytes: Buffer, attempts: number, code: FailureCode, reason?: FailureReason]

const MEBIBYTE = 1024 * 1024
const compressedMebibyte = gzipSync(Buffer.alloc(MEBIBYTE, ' '))
const bomb = Buffer.concat(Array.from({ length: 300 }, () => compressedMebibyte))

describe('a response that is not from the API', () => {
  test.each<Row>([
    ['a web page', rawResponse(200, HTML), 1, 'UPSTREAM_NOT_JSON'],
    ['a web page of a filter', rawResponse(403, HTML), 1, 'UPSTREAM_NOT_JSON', 'filtered'],
    ['a web page of a gateway', rawResponse(502, HTML), 2, 'UPSTREAM_ERROR'],
    [
      'a page that starts like XML',
      rawResponse(200, `<?xml version="1.0"?>\n${XHTML}`),
      1,
      'UPSTREAM_NOT_JSON',
    ],
    ['a page of plain text', rawResponse(200, 'Sign in first', HTML_TYPE), 1, 'UPSTREAM_NOT_JSON'],
    [
      'a filter page of plain text',
      rawResponse(403, 'Blocked', HTML_TYPE),
      1,
      'UPSTREAM_NOT_JSON',
      'filtered',
    ],
    ['XML declared as HTML', rawResponse(400, '<Error/>', HTML_TYPE), 1, 'UPSTREAM_BAD_RESPONSE'],
    ['a list beside something deep', rawResponse(200, beside(200_000, GOOD)), 1, 'UPSTREAM_BAD_SHAPE'],
    ['XML', rawResponse(200, "<?xml version='1.0'?><Error/>"), 1, 'UPSTREAM_BAD_RESPONSE'],
    ['an error in XML', rawResponse(500, '<Error><Code>x</Code></Error>'), 1, 'UPSTREAM_BAD_RESPONSE'],
    ['plain text', rawResponse(200, 'It works!'), 1, 'UPSTREAM_BAD_RESPONSE'],
    ['an empty body', rawResponse(200, ''), 2, 'UPSTREAM_BAD_RESPONSE', 'empty'],
    ['no content', rawResponse(204, '', { 'content-length': 0 }), 1, 'UPSTREAM_BAD_RESPONSE', 'empty'],
    ['an odd status', rawResponse(206, GOOD), 1, 'UPSTREAM_BAD_RESPONSE'],
    ['half a body', rawResponse(200, GOOD.slice(0, 60)), 2, 'UPSTREAM_BAD_RESPONSE', 'incomplete'],
    ['null', rawResponse(200, 'null'), 1, 'UPSTREAM_BAD_SHAPE'],
    ['a list', rawResponse(200, '[]'), 1, 'UPSTREAM_BAD_SHAPE'],
    ['a string', rawResponse(200, '"Images"'), 1, 'UPSTREAM_BAD_SHAPE'],
    ['a body without a list', rawResponse(200, '{}'), 1, 'UPSTREAM_BAD_SHAPE'],
    ['null instead of a list', images(null), 1, 'UPSTREAM_BAD_SHAPE'],
    ['an object instead of a list', images({ 0: IMAGE }), 1, 'UPSTREAM_BAD_SHAPE'],
    ['text instead of a list', images('[]'), 1, 'UPSTREAM_BAD_SHAPE'],
    ['a list of junk', images([null, 7, 'x', [], {}]), 1, 'UPSTREAM_BAD_SHAPE'],
    [
      'a list 200,000 deep',
      rawResponse(200, `{"Images":${'['.repeat(200_000)}${']'.repeat(200_000)}}`),
      1,
      'UPSTREAM_BAD_SHAPE',
    ],
    ['20,001 images', images(Array.from({ length: 20_001 }, () => 0)), 1, 'UPSTREAM_TOO_LARGE'],
    [
      '10 GiB according to its header',
      rawResponse(200, '{', { 'content-length': 1e10 }),
      1,
      'UPSTREAM_TOO_LARGE',
    ],
    ['5 MiB', rawResponse(200, Buffer.alloc(5 * MEBIBYTE, ' ')), 1, 'UPSTREAM_TOO_LARGE'],
    ['300 MiB in gzip', encoded(bomb, 'gzip'), 1, 'UPSTREAM_TOO_LARGE'],
    ['corrupt gzip', encoded(corrupted(gzipSync(GOOD)), 'gzip'), 1, 'UPSTREAM_BAD_RESPONSE', 'encoding'],
    [
      'truncated gzip',
      encoded(gzipSync(GOOD).subarray(0, 80), 'gzip'),
      1,
      'UPSTREAM_BAD_RESPONSE',
      'encoding',
    ],
    ['an unknown encoding', encoded(Buffer.from(GOOD), 'br'), 1, 'UPSTREAM_BAD_RESPONSE', 'encoding'],
    [
      'two encodings',
      encoded(gzipSync(gzipSync(GOOD)), 'gzip, gzip'),
      1,
      'UPSTREAM_BAD_RESPONSE',
      'encoding',
    ],
    [
      'invalid UTF-8',
      rawResponse(200, Buffer.from('{"Images":["\xff"]}', 'latin1')),
      1,
      'UPSTREAM_BAD_RESPONSE',
      'encoding',
    ],
    ['UTF-16', rawResponse(200, Buffer.from(GOOD, 'utf16le')), 1, 'UPSTREAM_BAD_RESPONSE', 'encoding'],
    [
      'UTF-16 in English',
      rawResponse(200, Buffer.from('{"Images":[]}', 'utf16le')),
      1,
      'UPSTREAM_BAD_RESPONSE',
      'encoding',
    ],
    ['an error without a body', rawResponse(500, ''), 2, 'UPSTREAM_ERROR'],
    ['a refusal without a body', rawResponse(400, ''), 1, 'UPSTREAM_REJECTED'],
    ['a refusal without a code', rawResponse(400, '{}'), 1, 'UPSTREAM_REJECTED'],
    ['a gateway timeout', rawResponse(504, HTML), 2, 'UPSTREAM_TIMEOUT'],
    ['too many requests, in HTML', rawResponse(429, HTML), 1, 'UPSTREAM_THROTTLED'],
    [
      'too many requests, unreadable',
      rawResponse(429, '?', { 'content-encoding': 'br' }),
      1,
      'UPSTREAM_THROTTLED',
    ],
    [
      'a gateway error, unreadable',
      rawResponse(502, '?', { 'content-encoding': 'gzip' }),
      2,
      'UPSTREAM_ERROR',
    ],
    ['unavailable, in 5 MiB', rawResponse(503, Buffer.alloc(5 * MEBIBYTE)), 2, 'UPSTREAM_UNAVAILABLE'],
    ['a gateway that waited for our request', rawResponse(408, HTML), 2, 'UPSTREAM_TIMEOUT'],
  ])('fails: %s', async (_name, bytes, attempts, code, reason) => {
    const { outcome, attempts: made, event } = await listFrom(bytes)
    expect(outcome).toMatchObject({ ok: false, failure: { code } })
    expect(outcome.ok ? null : outcome.failure.reason).toBe(reason)
    expect(made).toBe(attempts)
    expect(event).toMatchObject({ attempts, failure: { code } })
  })
})

describe('an odd but correct response', () => {
  test.each<[name: string, bytes: Buffer]>([
    ['of another content type', rawResponse(200, GOOD, { 'content-type': 'text/plain' })],
    ['with a byte order mark', rawResponse(200, `\uFEFF${GOOD}`)],
    ['in gzip that was not requested', encoded(gzipSync(GOOD), 'gzip')],
    ['with identity encoding', encoded(Buffer.from(GOOD), 'identity')],
    [
      'with more fields',
      rawResponse(200, `{"AccountId":"1","Images":[${JSON.stringify({ ...IMAGE, Os: 'x' })}]}`),
    ],
    ['with a date that is far off', rawResponse(200, GOOD, { date: 'Thu, 01 Jan 1970 00:00:00 GMT' })],
    ['with hostile headers', rawResponse(200, GOOD, { 'set-cookie': 'POISON=1', __proto__x: 'y' })],
    ['with a duplicate member', rawResponse(200, `{"Images":[],"Images":[${JSON.stringify(IMAGE)}]}`)],
    ['nested 60 levels deep elsewhere', rawResponse(200, beside(60, GOOD))],
    ['with brackets inside a string', rawResponse(200, `{"X":"\\"${'[{'.repeat(99)}",${GOOD.slice(1)}`)],
  ])('is accepted: %s', async (_name, bytes) => {
    const { outcome, attempts } = await listFrom(bytes)
    expect(outcome).toMatchObject({ ok: true, value: { images: [CLEAN], dropped: 0 } })
    expect(attempts).toBe(1)
  })

  test('gives the five fields of an image and nothing else', async () => {
    const { outcome } = await listFrom(images([{ ...IMAGE, Secret: 'LEAK', __proto__: null }]))
    expect(outcome).toEqual({ ok: true, value: { images: [CLEAN], dropped: 0, requestId: REQUEST_ID } })
  })

  test('may have no images', async () => {
    const { outcome } = await listFrom(images([]))
    expect(outcome).toEqual({ ok: true, value: { images: [], dropped: 0, requestId: REQUEST_ID } })
  })

  test('drops unreadable entries, and says how many', async () => {
    const junk = [null, 7, 'x', [], {}, { ...IMAGE, ImageId: 42 }, { ...IMAGE, ImageName: {} }]
    const { outcome } = await listFrom(images([...junk, IMAGE]))
    expect(outcome).toMatchObject({ ok: true, value: { images: [CLEAN], dropped: junk.length } })
  })

  test.each(['m-1\nrm -rf ~', 'm-\u202E1', 'm-1 ', 'm-1\0', '', 'ｍ-1', 'x'.repeat(257)])(
    'drops an image whose ID is %j',
    async (ImageId) => {
      const { outcome } = await listFrom(images([IMAGE, { ...IMAGE, ImageId }]))
      expect(outcome).toMatchObject({ ok: true, value: { images: [CLEAN], dropped: 1 } })
    },
  )

  test('keeps the first of two images with one ID', async () => {
    const { outcome } = await listFrom(images([IMAGE, { ...IMAGE, ImageName: 'Again' }]))
    expect(outcome).toMatchObject({ ok: true, value: { images: [CLEAN], dropped: 0 } })
  })

  test('keeps unknown types and platforms', async () => {
    const { outcome } = await listFrom(images([{ ...IMAGE, ImageType: 'market', Platform: 'FreeBSD' }]))
    expect(outcome).toMatchObject({
      ok: true,
      value: { images: [{ imageType: 'market', platform: 'FreeBSD' }] },
    })
  })

  test('keeps long and strange names, without lone surrogates', async () => {
    const names = ['n'.repeat(4_000), '\u202Eesrever', 'NUL \0', '<img src=x>', '=1+1', 'lone \uD800']
    const { outcome } = await listFrom(
      images(names.map((ImageName, index) => ({ ...IMAGE, ImageId: `m-${index}`, ImageName }))),
    )
    if (!outcome.ok) throw new Error(outcome.failure.code)
    expect(outcome.value.images.map(({ imageName }) => imageName)).toEqual([
      ...names.slice(0, -1),
      'lone \uFFFD',
    ])
  })

  test('cannot pollute a prototype', async () => {
    const evil = '"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}'
    const entry = `{${evil},${JSON.stringify({ ...IMAGE, ImageId: '__proto__' }).slice(1)}`
    const { outcome } = await listFrom(rawResponse(200, `{${evil},"Images":[${entry}]}`))
    expect(outcome).toMatchObject({ ok: true, value: { images: [{ imageId: '__proto__' }] } })
    expect(Object.keys(Object.prototype)).toEqual([])
    expect('polluted' in {}).toBe(false)
  })

  test('may have 5,000 images', async () => {
    const list = Array.from({ length: 5_000 }, (_, index) => ({ ...IMAGE, ImageId: `m-${index}` }))
    const { outcome } = await listFrom(images(list))
    expect(outcome.ok && outcome.value.images.length).toBe(5_000)
  })
})

test('nothing of a refused response is shown', async () => {
  const body = JSON.stringify({
    Code: 'New.Code',
    Message: 'LEAK https://x/?Signature=s',
    RequestId: 'R<1>',
    HostId: 'LEAK',
  })
  const { outcome } = await listFrom(rawResponse(418, body))
  expect(outcome).toMatchObject({
    ok: false,
    failure: { code: 'UPSTREAM_REJECTED', upstream: { code: 'New.Code', status: 418, requestId: null } },
  })
  expect(JSON.stringify(outcome)).not.toContain('LEAK')
})

test.each([
  ['null', 'UPSTREAM_BAD_SHAPE'],
  ['<html>', 'UPSTREAM_NOT_JSON'],
  ['{"Images":{}}', 'UPSTREAM_BAD_SHAPE'],
])('a failure of %s takes the request ID from the header, if it looks like one', async (body, code) => {
  const given = await listFrom(rawResponse(200, body, { 'x-acs-request-id': REQUEST_ID }))
  expect(given.outcome).toMatchObject({ failure: { code, upstream: { requestId: REQUEST_ID } } })
  await harness?.close()
  const forged = await listFrom(rawResponse(200, body, { 'x-acs-request-id': 'LEAK' }))
  expect(forged.outcome).toMatchObject({ failure: { code, upstream: { requestId: null } } })
})
