import { gzipSync } from 'node:zlib'

import { afterEach, describe, expect, test } from 'vitest'

import type { FailureCode, FailureReason } from '#contract/failures.ts'

import { answerOf } from '../testing/raw-upstream.ts'
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

let rig: ClientHarness | undefined
afterEach(() => rig?.close())

/** One call of ListImages that is answered with these bytes, however often it is tried. */
async function listFrom(bytes: Buffer) {
  rig = await createClientHarness(({ socket }) => socket.write(bytes))
  const outcome = await rig.client.listImages({ regionId: 'cn-hangzhou' }, 'operator')
  return { outcome, attempts: rig.upstream.heads.length, event: rig.events[0] }
}

function images(list: unknown): Buffer {
  return answerOf(200, JSON.stringify({ RequestId: REQUEST_ID, Images: list }))
}

function corrupted(bytes: Buffer): Buffer {
  return Buffer.from(bytes).fill(0x5a, Math.floor(bytes.length / 2))
}

function encoded(bytes: Buffer, encoding: string): Buffer {
  return answerOf(200, bytes, { 'content-encoding': encoding })
}

/** A body with one member more, of so many lists within each other. */
function beside(levels: number, body: string): string {
  return `{"X":${'['.repeat(levels)}${']'.repeat(levels)},${body.slice(1)}`
}

type Row = [name: string, bytes: Buffer, attempts: number, code: FailureCode, reason?: FailureReason]

const MEBIBYTE = 1024 * 1024
const bomb = Buffer.concat(Array.from({ length: 300 }, () => gzipSync(Buffer.alloc(MEBIBYTE, ' '))))

describe('an answer that is no answer of the API', () => {
  test.each<Row>([
    ['a web page', answerOf(200, HTML), 1, 'UPSTREAM_NOT_JSON'],
    ['a web page of a filter', answerOf(403, HTML), 1, 'UPSTREAM_NOT_JSON', 'filtered'],
    ['a web page of a gateway', answerOf(502, HTML), 2, 'UPSTREAM_ERROR'],
    ['a page that begins as XML', answerOf(200, `<?xml version="1.0"?>\n${XHTML}`), 1, 'UPSTREAM_NOT_JSON'],
    ['a page of mere words', answerOf(200, 'Sign in first', HTML_TYPE), 1, 'UPSTREAM_NOT_JSON'],
    ['a filter of mere words', answerOf(403, 'Blocked', HTML_TYPE), 1, 'UPSTREAM_NOT_JSON', 'filtered'],
    ['XML that calls itself a page', answerOf(400, '<Error/>', HTML_TYPE), 1, 'UPSTREAM_BAD_RESPONSE'],
    ['a list beside something deep', answerOf(200, beside(200_000, GOOD)), 1, 'UPSTREAM_BAD_SHAPE'],
    ['XML', answerOf(200, "<?xml version='1.0'?><Error/>"), 1, 'UPSTREAM_BAD_RESPONSE'],
    ['an error in XML', answerOf(500, '<Error><Code>x</Code></Error>'), 1, 'UPSTREAM_BAD_RESPONSE'],
    ['words', answerOf(200, 'It works!'), 1, 'UPSTREAM_BAD_RESPONSE'],
    ['nothing', answerOf(200, ''), 2, 'UPSTREAM_BAD_RESPONSE', 'empty'],
    ['no content', answerOf(204, '', { 'content-length': 0 }), 1, 'UPSTREAM_BAD_RESPONSE', 'empty'],
    ['an odd status', answerOf(206, GOOD), 1, 'UPSTREAM_BAD_RESPONSE'],
    ['half of it', answerOf(200, GOOD.slice(0, 60)), 2, 'UPSTREAM_BAD_RESPONSE', 'incomplete'],
    ['null', answerOf(200, 'null'), 1, 'UPSTREAM_BAD_SHAPE'],
    ['a list', answerOf(200, '[]'), 1, 'UPSTREAM_BAD_SHAPE'],
    ['a string', answerOf(200, '"Images"'), 1, 'UPSTREAM_BAD_SHAPE'],
    ['no list', answerOf(200, '{}'), 1, 'UPSTREAM_BAD_SHAPE'],
    ['null for a list', images(null), 1, 'UPSTREAM_BAD_SHAPE'],
    ['an object for a list', images({ 0: IMAGE }), 1, 'UPSTREAM_BAD_SHAPE'],
    ['text for a list', images('[]'), 1, 'UPSTREAM_BAD_SHAPE'],
    ['a list of junk', images([null, 7, 'x', [], {}]), 1, 'UPSTREAM_BAD_SHAPE'],
    [
      'a list 200,000 deep',
      answerOf(200, `{"Images":${'['.repeat(200_000)}${']'.repeat(200_000)}}`),
      1,
      'UPSTREAM_BAD_SHAPE',
    ],
    ['20,001 images', images(Array.from({ length: 20_001 }, () => 0)), 1, 'UPSTREAM_TOO_LARGE'],
    ['10 GiB, declared', answerOf(200, '{', { 'content-length': 1e10 }), 1, 'UPSTREAM_TOO_LARGE'],
    ['5 MiB', answerOf(200, Buffer.alloc(5 * MEBIBYTE, ' ')), 1, 'UPSTREAM_TOO_LARGE'],
    ['300 MiB in gzip', encoded(bomb, 'gzip'), 1, 'UPSTREAM_TOO_LARGE'],
    ['corrupt gzip', encoded(corrupted(gzipSync(GOOD)), 'gzip'), 1, 'UPSTREAM_BAD_RESPONSE', 'encoding'],
    [
      'gzip that is cut',
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
      answerOf(200, Buffer.from('{"Images":["\xff"]}', 'latin1')),
      1,
      'UPSTREAM_BAD_RESPONSE',
      'encoding',
    ],
    ['UTF-16', answerOf(200, Buffer.from(GOOD, 'utf16le')), 1, 'UPSTREAM_BAD_RESPONSE', 'encoding'],
    [
      'UTF-16 in English',
      answerOf(200, Buffer.from('{"Images":[]}', 'utf16le')),
      1,
      'UPSTREAM_BAD_RESPONSE',
      'encoding',
    ],
    ['an error without a body', answerOf(500, ''), 2, 'UPSTREAM_ERROR'],
    ['a refusal without a body', answerOf(400, ''), 1, 'UPSTREAM_REJECTED'],
    ['a refusal without a code', answerOf(400, '{}'), 1, 'UPSTREAM_REJECTED'],
    ['a gateway that waited', answerOf(504, HTML), 2, 'UPSTREAM_TIMEOUT'],
    ['too many, in HTML', answerOf(429, HTML), 1, 'UPSTREAM_THROTTLED'],
    ['too many, unreadable', answerOf(429, '?', { 'content-encoding': 'br' }), 1, 'UPSTREAM_THROTTLED'],
    ['a gateway, unreadable', answerOf(502, '?', { 'content-encoding': 'gzip' }), 2, 'UPSTREAM_ERROR'],
    ['no service, at length', answerOf(503, Buffer.alloc(5 * MEBIBYTE)), 2, 'UPSTREAM_UNAVAILABLE'],
    ['a gateway that waited for us', answerOf(408, HTML), 2, 'UPSTREAM_TIMEOUT'],
  ])('fails: %s', async (_name, bytes, attempts, code, reason) => {
    const { outcome, attempts: made, event } = await listFrom(bytes)
    expect(outcome).toMatchObject({ ok: false, failure: { code } })
    expect(outcome.ok ? null : outcome.failure.reason).toBe(reason)
    expect(made).toBe(attempts)
    expect(event).toMatchObject({ attempts, failure: { code } })
  })
})

describe('an answer that is odd but right', () => {
  test.each<[name: string, bytes: Buffer]>([
    ['of another content type', answerOf(200, GOOD, { 'content-type': 'text/plain' })],
    ['with a byte order mark', answerOf(200, `\uFEFF${GOOD}`)],
    ['in gzip, unasked', encoded(gzipSync(GOOD), 'gzip')],
    ['in no encoding, by name', encoded(Buffer.from(GOOD), 'identity')],
    [
      'with more fields',
      answerOf(200, `{"AccountId":"1","Images":[${JSON.stringify({ ...IMAGE, Os: 'x' })}]}`),
    ],
    ['with a date far off', answerOf(200, GOOD, { date: 'Thu, 01 Jan 1970 00:00:00 GMT' })],
    ['with hostile headers', answerOf(200, GOOD, { 'set-cookie': 'POISON=1', __proto__x: 'y' })],
    ['with one member twice', answerOf(200, `{"Images":[],"Images":[${JSON.stringify(IMAGE)}]}`)],
    ['somewhat deep where nobody looks', answerOf(200, beside(60, GOOD))],
    ['full of brackets in a text', answerOf(200, `{"X":"\\"${'[{'.repeat(99)}",${GOOD.slice(1)}`)],
  ])('is read: %s', async (_name, bytes) => {
    const { outcome, attempts } = await listFrom(bytes)
    expect(outcome).toMatchObject({ ok: true, value: { images: [CLEAN], dropped: 0 } })
    expect(attempts).toBe(1)
  })

  test('holds the five fields of an image and nothing else', async () => {
    const { outcome } = await listFrom(images([{ ...IMAGE, Secret: 'LEAK', __proto__: null }]))
    expect(outcome).toEqual({ ok: true, value: { images: [CLEAN], dropped: 0, requestId: REQUEST_ID } })
  })

  test('may have no images at all', async () => {
    const { outcome } = await listFrom(images([]))
    expect(outcome).toEqual({ ok: true, value: { images: [], dropped: 0, requestId: REQUEST_ID } })
  })

  test('loses its unreadable entries, and says how many', async () => {
    const junk = [null, 7, 'x', [], {}, { ...IMAGE, ImageId: 42 }, { ...IMAGE, ImageName: {} }]
    const { outcome } = await listFrom(images([...junk, IMAGE]))
    expect(outcome).toMatchObject({ ok: true, value: { images: [CLEAN], dropped: junk.length } })
  })

  test.each(['m-1\nrm -rf ~', 'm-\u202E1', 'm-1 ', 'm-1\0', '', 'ｍ-1', 'x'.repeat(257)])(
    'loses an image whose ID is %j',
    async (ImageId) => {
      const { outcome } = await listFrom(images([IMAGE, { ...IMAGE, ImageId }]))
      expect(outcome).toMatchObject({ ok: true, value: { images: [CLEAN], dropped: 1 } })
    },
  )

  test('keeps the first of two images with one ID', async () => {
    const { outcome } = await listFrom(images([IMAGE, { ...IMAGE, ImageName: 'Again' }]))
    expect(outcome).toMatchObject({ ok: true, value: { images: [CLEAN], dropped: 0 } })
  })

  test('keeps types and platforms that nobody has heard of', async () => {
    const { outcome } = await listFrom(images([{ ...IMAGE, ImageType: 'market', Platform: 'FreeBSD' }]))
    expect(outcome).toMatchObject({
      ok: true,
      value: { images: [{ imageType: 'market', platform: 'FreeBSD' }] },
    })
  })

  test('keeps long and strange names, without halves of characters', async () => {
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

  test('cannot touch what every object inherits', async () => {
    const evil = '"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}'
    const entry = `{${evil},${JSON.stringify({ ...IMAGE, ImageId: '__proto__' }).slice(1)}`
    const { outcome } = await listFrom(answerOf(200, `{${evil},"Images":[${entry}]}`))
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

test('nothing of an answer that was refused is shown', async () => {
  const body = JSON.stringify({
    Code: 'New.Code',
    Message: 'LEAK https://x/?Signature=s',
    RequestId: 'R<1>',
    HostId: 'LEAK',
  })
  const { outcome } = await listFrom(answerOf(418, body))
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
])('a failure of %s has the request ID of the header, if it looks like one', async (body, code) => {
  const given = await listFrom(answerOf(200, body, { 'x-acs-request-id': REQUEST_ID }))
  expect(given.outcome).toMatchObject({ failure: { code, upstream: { requestId: REQUEST_ID } } })
  await rig?.close()
  const forged = await listFrom(answerOf(200, body, { 'x-acs-request-id': 'LEAK' }))
  expect(forged.outcome).toMatchObject({ failure: { code, upstream: { requestId: null } } })
})
