import { afterAll, beforeAll, expect, test } from 'vitest'

import { rawRequest, sendRaw, startFakeService } from '../../testing/http-harness.ts'

let fake: Awaited<ReturnType<typeof startFakeService>>

beforeAll(async () => {
  fake = await startFakeService()
})
afterAll(() => fake.service.drain(0))

/** All headers of a response except those that Node sets. */
async function headersOf(path: string, headers: readonly string[] = [], method = 'GET'): Promise<string[]> {
  const [head = ''] = (await sendRaw(fake.port, rawRequest(fake.port, path, headers, method))).split(
    '\r\n\r\n',
  )
  return head
    .split('\r\n')
    .slice(1)
    .filter((line) => !/^(?:date|connection|content-length|etag|transfer-encoding):/i.test(line))
    .map((line) =>
      line.replace(/^[^:]+/, (name) => name.toLowerCase()).replaceAll(/'nonce-[\w+/]{22}=='/g, "'nonce-N'"),
    )
    .sort()
}

const API = [
  'cache-control: no-store',
  "content-security-policy: default-src 'none'; frame-ancestors 'none'; sandbox",
  'cross-origin-resource-policy: same-origin',
  'referrer-policy: no-referrer',
  'x-content-type-options: nosniff',
]
const JSON_TYPE = 'content-type: application/json; charset=utf-8'
const PROBLEM_TYPE = 'content-type: application/problem+json'

test('the document carries exactly these headers', async () => {
  expect(await headersOf('/matrix')).toEqual([
    'cache-control: no-store',
    "content-security-policy: default-src 'none'; script-src 'self'; script-src-attr 'none'; style-src 'self' 'nonce-N'; style-src-elem 'self' 'nonce-N'; style-src-attr 'none'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types default",
    'content-type: text/html; charset=utf-8',
    'cross-origin-embedder-policy: require-corp',
    'cross-origin-opener-policy: same-origin',
    'cross-origin-resource-policy: same-origin',
    'origin-agent-cluster: ?1',
    'permissions-policy: accelerometer=(), camera=(), clipboard-read=(), clipboard-write=(self), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), publickey-credentials-get=(), usb=(), xr-spatial-tracking=()',
    'referrer-policy: no-referrer',
    'x-content-type-options: nosniff',
    'x-dns-prefetch-control: off',
    'x-frame-options: DENY',
    'x-permitted-cross-domain-policies: none',
  ])
})

test('each document has its own nonce, in its header and in its text', async () => {
  const nonces = await Promise.all(
    Array.from({ length: 3 }, async () => {
      const raw = await sendRaw(fake.port, rawRequest(fake.port, '/'))
      const [inHeader, inText] = [/'nonce-([^']+)'/.exec(raw)?.[1], /nonce="([^"]+)"/.exec(raw)?.[1]]
      expect(inHeader).toBe(inText)
      return inHeader
    }),
  )
  expect(new Set(nonces).size).toBe(3)
})

test.each<[string, string, string[], string, string[]]>([
  ['an API response', '/api/status', ['X-Console: 1'], 'GET', [JSON_TYPE, 'vary: Accept-Encoding']],
  [
    'a list of images',
    '/api/images?region=all',
    ['X-Console: 1'],
    'GET',
    [JSON_TYPE, 'vary: Accept-Encoding'],
  ],
  ['a probe', '/healthz', [], 'GET', [JSON_TYPE, 'vary: Accept-Encoding']],
  ['a path that does not exist', '/nothing', [], 'GET', [PROBLEM_TYPE]],
  ['a refusal', '/api/status', [], 'GET', [PROBLEM_TYPE]],
  ['an invalid parameter', '/api/images?region=mars', ['X-Console: 1'], 'GET', [PROBLEM_TYPE]],
  ['a wrong host', '/', ['Host: evil.example'], 'GET', [PROBLEM_TYPE]],
  ['a file with a wrong host', '/assets/index-abc.js', ['Host: evil.example'], 'GET', [PROBLEM_TYPE]],
  ['a wrong method', '/', [], 'DELETE', [PROBLEM_TYPE, 'allow: GET, HEAD, POST']],
  ['a file with a wrong method', '/assets/index-abc.js', [], 'POST', [PROBLEM_TYPE, 'allow: GET, HEAD']],
  [
    'a preflight',
    '/api/status',
    ['Origin: http://evil.example'],
    'OPTIONS',
    [PROBLEM_TYPE, 'allow: GET, HEAD, POST'],
  ],
  ['a form', '/api/lookup', ['X-Console: 1', 'Content-Type: text/plain'], 'POST', [PROBLEM_TYPE]],
  ['a body after GET', '/api/status', ['X-Console: 1', 'Content-Length: 1'], 'GET', [PROBLEM_TYPE]],
  ['a URL that is too long', `/${'a'.repeat(2001)}`, [], 'GET', [PROBLEM_TYPE]],
  ['HEAD of the API', '/api/status', ['X-Console: 1'], 'HEAD', [JSON_TYPE, 'vary: Accept-Encoding']],
  ['HEAD of nothing', '/nothing', [], 'HEAD', [PROBLEM_TYPE]],
])('%s carries exactly these headers', async (_, path, headers, method, own) => {
  expect(await headersOf(path, headers, method)).toEqual([...API, ...own].sort())
})

test('a built file carries exactly these headers', async () => {
  expect(await headersOf('/assets/index-abc.js')).toEqual([
    'cache-control: public, max-age=31536000, immutable',
    'content-type: text/javascript',
    'cross-origin-resource-policy: same-origin',
    'x-content-type-options: nosniff',
  ])
})

test('a 304 response carries the headers of the API and no body', async () => {
  const whole = await sendRaw(fake.port, rawRequest(fake.port, '/api/images?region=all', ['X-Console: 1']))
  const tag = /^etag: (.*)$/im.exec(whole)?.[1]?.trim() ?? ''
  const known = ['X-Console: 1', `If-None-Match: ${tag}`]
  const answer = await sendRaw(fake.port, rawRequest(fake.port, '/api/images?region=all', known))
  expect(answer).toMatch(/^HTTP\/1\.1 304 [^]*\r\n\r\n$/)
  expect(await headersOf('/api/images?region=all', known)).toEqual([...API, 'vary: Accept-Encoding'].sort())
})

test.each([
  ['a request that is not HTTP', 'nonsense\r\n\r\n', '400 Bad Request'],
  [
    'headers of more than 8 kB',
    `GET / HTTP/1.1\r\nX: ${'a'.repeat(9000)}\r\n\r\n`,
    '431 Request Header Fields Too Large',
  ],
])('%s gets a bare status, the date and nothing else', async (_, bytes, status) => {
  expect((await sendRaw(fake.port, bytes)).replace(/^Date: \w{3}, .* GMT$/m, 'Date: now')).toBe(
    `HTTP/1.1 ${status}\r\nDate: now\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  )
})

test('a refusal during shutdown carries exactly these headers', async () => {
  const held = Promise.withResolvers<void>()
  const reached = Promise.withResolvers<void>()
  const stopping = await startFakeService({
    regions: async () => {
      reached.resolve()
      await held.promise
      return { ok: true, value: { regions: [], source: 'sample' } }
    },
  })
  const request = (path: string) => rawRequest(stopping.port, path, ['X-Console: 1'])
  const waiting = sendRaw(stopping.port, request('/api/regions'))
  await reached.promise
  const drained = stopping.service.drain(60_000)
  const answer = await sendRaw(stopping.port, request('/api/status'))
  expect(answer).toMatch(/^HTTP\/1\.1 503 /)
  for (const header of [...API, PROBLEM_TYPE, 'retry-after: 1', 'connection: close']) {
    expect(answer.toLowerCase()).toContain(`${header.toLowerCase()}\r\n`)
  }
  held.resolve()
  await waiting
  await drained
})
