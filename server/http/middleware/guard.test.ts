import { createServer } from 'node:http'

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import { createLog } from '../../telemetry/logger.ts'
import { createFakeCatalogue } from '../../testing/fake-catalogue.ts'
import { rawRequest, sendRaw, startFakeService, statusOf } from '../../testing/http-harness.ts'
import { createApp } from '../app.ts'
import { createAuth, LOOPBACK } from '../auth/auth.ts'
import { listen } from '../listen.ts'

let fake: Awaited<ReturnType<typeof startFakeService>>

beforeAll(async () => {
  fake = await startFakeService()
})
afterAll(() => fake.service.drain(0))
afterEach(() => fake.asked.splice(0))

const CONSOLE = 'X-Console: 1'
const IMAGES = '/api/images?region=cn-hangzhou'

const get = (target: string, headers: readonly string[] = [], method = 'GET') =>
  sendRaw(fake.port, rawRequest(fake.port, target, headers, method))

const fill = (text: string) => text.replaceAll('PORT', String(fake.port))

describe('DNS rebinding: a page whose name resolves to this server', () => {
  const FOREIGN = [
    'evil.example:PORT',
    '127.0.0.1.evil.example:PORT',
    'localhost.evil.example',
    'localhost:9999',
    'localhost.:PORT',
    'user@localhost:PORT',
    '0.0.0.0:PORT',
    '[::1]:PORT',
    '[::ffff:127.0.0.1]:PORT',
    '127.1:PORT',
    '2130706433:PORT',
    '127.0.0.1',
    '127.0.0.1:PORT,evil.example',
    'a'.repeat(300),
    '',
  ]
  test.each(
    ['/', '/healthz', '/assets/index-abc.js', IMAGES].flatMap((path) => FOREIGN.map((host) => [path, host])),
  )('gets nothing of %s as %s', async (path, host) => {
    const answer = await get(path, [CONSOLE, fill(`Host: ${host}`)])
    expect(statusOf(answer)).toBe(421)
    expect(answer).not.toMatch(/Debian|doctype|"ok"/)
    expect(fake.asked).toEqual([])
  })

  test.each(['127.0.0.1:PORT', 'localhost:PORT', 'LOCALHOST:PORT'])('%s is accepted', async (host) => {
    expect(statusOf(await get('/api/regions', [CONSOLE, fill(`Host: ${host}`)]))).toBe(200)
  })

  test('nothing is served before our own address is known', async () => {
    const { catalogue } = createFakeCatalogue()
    const { listener } = createApp({ catalogue, pages: null, log: createLog(() => {}, []), version: '1' })
    const server = createServer(listener)
    const { port } = await listen(server, { address: '127.0.0.1', port: 0 })
    for (const host of [`Host: 127.0.0.1:${port}`, 'Host: ']) {
      expect(statusOf(await sendRaw(port, rawRequest(port, '/healthz', [host])))).toBe(421)
    }
    server.close()
  })
})

describe('an ambiguous request', () => {
  const OURS = 'Host: 127.0.0.1:PORT'
  test.each([
    ['two hosts', `GET ${IMAGES} HTTP/1.1\r\n${OURS}\r\nHost: evil.example\r\n`, [400]],
    ['the same host twice', `GET ${IMAGES} HTTP/1.1\r\n${OURS}\r\n${OURS}\r\n`, [400]],
    ['no host', `GET ${IMAGES} HTTP/1.1\r\n`, [400]],
    ['HTTP/1.0', `GET ${IMAGES} HTTP/1.0\r\n${OURS}\r\n`, [400]],
    ['HTTP/1.0 without host', `GET ${IMAGES} HTTP/1.0\r\n`, [400, 421]],
    ['a foreign absolute URL', `GET http://evil.example${IMAGES} HTTP/1.1\r\n${OURS}\r\n`, [400]],
    ['our own absolute URL', `GET http://127.0.0.1:PORT${IMAGES} HTTP/1.1\r\n${OURS}\r\n`, [400]],
    ['a fragment', `GET ${IMAGES}#x HTTP/1.1\r\n${OURS}\r\n`, [400]],
    ['a body after GET', `GET ${IMAGES} HTTP/1.1\r\n${OURS}\r\nContent-Length: 1\r\n\r\nx`, [400]],
    [
      'a chunked body after GET',
      `GET ${IMAGES} HTTP/1.1\r\n${OURS}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n`,
      [400],
    ],
    [
      'two framings',
      `POST /api/lookup HTTP/1.1\r\n${OURS}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n`,
      [400],
    ],
    [
      'two lengths',
      `POST /api/lookup HTTP/1.1\r\n${OURS}\r\nContent-Length: 0\r\nContent-Length: 5\r\n`,
      [400],
    ],
    [
      'an unknown transfer coding',
      `POST /api/lookup HTTP/1.1\r\n${OURS}\r\nTransfer-Encoding: xchunked\r\n`,
      [400],
    ],
    [
      'a second transfer coding, which Node itself accepts',
      `POST /api/lookup HTTP/1.1\r\n${OURS}\r\nContent-Type: application/json\r\nTransfer-Encoding: gzip, chunked\r\n`,
      [400],
    ],
    ['a folded header', `GET ${IMAGES} HTTP/1.1\r\n${OURS}\r\nX-A: a\r\n b\r\n`, [400]],
    ['a space before the colon', `GET ${IMAGES} HTTP/1.1\r\n${OURS}\r\nX-A : a\r\n`, [400]],
    ['bare line feeds', `GET ${IMAGES} HTTP/1.1\n${OURS}\n`, [400]],
    ['a NUL', `GET ${IMAGES} HTTP/1.1\r\n${OURS}\r\nX-A: \0\r\n`, [400]],
    ['bytes that are not ASCII', `GET /\xff\xfe HTTP/1.1\r\n${OURS}\r\n`, [400]],
    ['an expectation', `GET ${IMAGES} HTTP/1.1\r\n${OURS}\r\nExpect: magic\r\n`, [417]],
    ['a tunnel', `CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n`, [0]],
    ['another protocol', `GET / HTTP/1.1\r\n${OURS}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n`, [0]],
  ])('is refused, and the connection closed: %s', async (_, head, statuses) => {
    const answer = await sendRaw(fake.port, fill(`${head}${CONSOLE}\r\n\r\n`))
    expect(statuses).toContain(statusOf(answer))
    if (statusOf(answer) > 0) expect(answer).toMatch(/^date: \w{3}, \d\d /im)
    expect(fake.asked).toEqual([])
  })
})

describe('another site in the same browser', () => {
  test.each([
    ['a foreign site', ['Sec-Fetch-Site: cross-site']],
    ['another port of this machine', ['Sec-Fetch-Site: same-site']],
    ['the address bar', ['Sec-Fetch-Site: none']],
    ['a repeated header', ['Sec-Fetch-Site: same-origin', 'Sec-Fetch-Site: same-origin']],
    ['another origin', ['Origin: http://evil.example']],
    ['an opaque origin', ['Origin: null']],
    ['our own address over TLS', ['Origin: https://127.0.0.1:PORT']],
    ['our other name', ['Origin: http://localhost:PORT']],
  ])('cannot call the API: %s', async (_, headers) => {
    const answer = await get(IMAGES, [CONSOLE, ...headers.map(fill)])
    expect(statusOf(answer)).toBe(403)
    expect(fake.asked).toEqual([])
  })

  test.each([[[]], [['X-Console: 0']], [[CONSOLE, CONSOLE]], [['X_Console: 1']]])(
    'a request without the header of the page is refused: %j',
    async (headers) => {
      expect(statusOf(await get(IMAGES, headers))).toBe(403)
      expect(fake.asked).toEqual([])
    },
  )

  test.each([[['Sec-Fetch-Site: same-origin']], [['Origin: http://127.0.0.1:PORT']], [[]]])(
    'a request of our own page is accepted: %j',
    async (headers) => {
      expect(statusOf(await get(IMAGES, [CONSOLE, ...headers.map(fill)]))).toBe(200)
    },
  )

  test('may link to a page, but not frame it or load its files', async () => {
    const link = ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate']
    expect(statusOf(await get('/matrix', [...link, 'Sec-Fetch-Dest: document']))).toBe(200)
    expect(statusOf(await get('/matrix', [...link, 'Sec-Fetch-Dest: iframe']))).toBe(403)
    expect(statusOf(await get('/', ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: no-cors']))).toBe(403)
    expect(statusOf(await get('/assets/index-abc.js', ['Sec-Fetch-Site: cross-site']))).toBe(403)
  })

  test('cannot read the feed; a feed reader can', async () => {
    expect(statusOf(await get('/api/changes.atom', ['Sec-Fetch-Site: cross-site']))).toBe(403)
    expect(statusOf(await get('/api/changes.atom', ['Origin: http://evil.example']))).toBe(403)
    expect(statusOf(await get('/api/changes.atom', ['Sec-Fetch-Site: none']))).toBe(200)
    expect(statusOf(await get('/api/changes.atom'))).toBe(200)
  })

  test.each(['http://evil.example', 'null'])('gets no CORS permission as %s', async (origin) => {
    const headers = [
      `Origin: ${origin}`,
      'Access-Control-Request-Method: GET',
      'Access-Control-Request-Headers: x-console',
    ]
    const answer = await get('/api/regions', headers, 'OPTIONS')
    expect(statusOf(answer)).toBe(405)
    expect(answer).not.toMatch(/access-control/i)
  })
})

describe('a write', () => {
  const post = (headers: readonly string[], body = '') =>
    sendRaw(
      fake.port,
      rawRequest(
        fake.port,
        '/api/regions/cn-hangzhou/refresh',
        [CONSOLE, ...headers, ...(body === '' ? [] : [`Content-Length: ${body.length}`])],
        'POST',
      ) + body,
    )

  test.each([
    ['from another origin', ['Origin: http://evil.example'], '', 403],
    ['from a form', ['Content-Type: text/plain'], '', 415],
    ['from a form with fields', ['Content-Type: application/x-www-form-urlencoded'], 'a=b', 415],
    ['without a type', [], 'x', 415],
    ['with two types', ['Content-Type: application/json, text/plain'], '{}', 415],
    ['in another encoding', ['Content-Type: application/json; charset=utf-16'], '{}', 415],
  ])('%s is refused', async (_, headers, body, status) => {
    expect(statusOf(await post(headers, body))).toBe(status)
    expect(fake.asked).toEqual([])
  })

  test('from our own page is accepted', async () => {
    expect(statusOf(await post(['Content-Type: application/json'], '{}'))).toBe(200)
    expect(fake.asked).toEqual([['refresh', 'cn-hangzhou']])
  })
})

test('the body of a refused request is not parsed as the next request', async () => {
  const head = `POST /api/lookup HTTP/1.1\r\nHost: 127.0.0.1:${fake.port}\r\nContent-Length: 200\r\n\r\n`
  const answer = await sendRaw(fake.port, head)
  expect([statusOf(answer), /^connection: (.*)$/im.exec(answer)?.[1]]).toEqual([403, 'close'])
})

describe('paths are matched byte for byte', () => {
  test.each([
    '//api/images',
    '/api//images',
    '/api/./images',
    '/api/images/',
    '/API/images',
    '/%61pi/images',
    '/api/images;x',
    '/healthz/../api/images',
    '/healthz%2f..%2fapi/images',
    '/healthz/',
    '/api/images/cn-hangzhou/..',
    '/api/images/cn-hangzhou/%2e%2E',
    '/api/images/cn-hangzhou/%zz',
    '/api/images/cn-hangzhou/%E5',
    '/api/images//m-1',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/etc/passwd',
    '//etc/passwd',
    '/assets/..%5c..%5cx',
    '/assets/%00',
    '/assets/',
    '/assets',
    '/.env',
    '/.git/config',
    '/assets/index-abc.js.map',
    '/assets/index-abc.js/',
    '/index.html',
    '/server/main.ts',
    '/__proto__',
    '/constructor',
  ])('%s is not', async (path) => {
    for (const agent of ['curl/8', 'kube-probe/1.30', 'GoogleHC/1.0']) {
      expect(statusOf(await get(path, [CONSOLE, `User-Agent: ${agent}`]))).toBe(404)
    }
    expect(fake.asked).toEqual([])
  })

  test.each([
    '/',
    '/images',
    '/images/cn-hangzhou/m-1',
    '/matrix',
    '/compare',
    '/lookup',
    '/changes',
    '/status',
    '/help',
  ])('%s is a page', async (path) => {
    expect(await get(`${path}?region=cn-hangzhou`)).toMatch(/doctype/)
  })
})

describe('methods', () => {
  test.each(['TRACE', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'OPTIONS'])(
    '%s is not allowed',
    async (method) => {
      const answer = await get('/', [], method)
      expect([statusOf(answer), /^allow: (.*)$/im.exec(answer)?.[1]?.trim()]).toEqual([
        405,
        'GET, HEAD, POST',
      ])
    },
  )

  test.each([
    ['POST', '/api/images', 'GET, HEAD'],
    ['POST', '/', 'GET, HEAD'],
    ['POST', '/assets/index-abc.js', 'GET, HEAD'],
    ['GET', '/api/lookup', 'POST'],
    ['GET', '/api/regions/cn-hangzhou/refresh', 'POST'],
  ])('%s %s is not allowed', async (method, path, allow) => {
    const answer = await get(path, [CONSOLE], method)
    expect([statusOf(answer), /^allow: (.*)$/im.exec(answer)?.[1]?.trim()]).toEqual([405, allow])
  })

  test('HEAD responds like GET, without the body', async () => {
    const [head, whole] = [await get('/', [], 'HEAD'), await get('/')]
    expect([statusOf(head), head.endsWith('\r\n\r\n')]).toEqual([200, true])
    const type = /^content-type: (.*)$/im
    expect(type.exec(head)?.[1]).toBe(type.exec(whole)?.[1])
  })
})

test.each([
  ['/zzz', 404],
  ['/api/lookup', 405],
  ['/api/images?region=cn-hangzhou', 403],
])('HEAD %s is refused without a body', async (path, status) => {
  const answer = await get(path, [], 'HEAD')
  expect([statusOf(answer), answer.endsWith('\r\n\r\n')]).toEqual([status, true])
})

test('HEAD with a Host that is not valid in a URL is refused without a body', async () => {
  const answer = await get('/zzz', ['Host: user@localhost'], 'HEAD')
  expect([statusOf(answer), answer.endsWith('\r\n\r\n')]).toEqual([421, true])
})

describe('sizes', () => {
  test.each<[string, string, readonly string[], number]>([
    ['a long URL', `/api/images?region=${'a'.repeat(2000)}`, [], 414],
    ['100 kB of a and !', `/api/images?q=${'a!'.repeat(3000)}`, [], 414],
    ['nine parameters', `/images?${'a&'.repeat(8)}a`, [], 400],
    ['headers of more than 8 kB', '/', [`X-A: ${'a'.repeat(9000)}`], 431],
  ])('%s', async (_, target, headers, status) => {
    const answer = await get(target, [CONSOLE, ...headers])
    expect(statusOf(answer)).toBe(status)
    expect(answer).toMatch(/^date: \w{3}, \d\d /im)
    expect(fake.asked).toEqual([])
  })
})

test('eight parameters are allowed', async () => {
  expect(statusOf(await get(`/images?${'a&'.repeat(7)}a`))).toBe(200)
})

test('a header may have the name of an Object property', async () => {
  expect(statusOf(await get(IMAGES, [CONSOLE, '__proto__: x', 'constructor: y']))).toBe(200)
})

test('each request writes one log line, whatever it sends', async () => {
  fake.lines.splice(0)
  await get('/api/images?region=%0d%0a%1b[2J&q=%E2%80%AE', [CONSOLE, 'User-Agent: \x9b2J'])
  await get(IMAGES, [CONSOLE, 'Host: evil.example'])
  await get(IMAGES, [CONSOLE])
  await expect.poll(() => fake.lines).toHaveLength(3)
  for (const line of fake.lines) {
    expect(line).toMatch(/^[ -~]+\n$/)
    expect(JSON.parse(line)).toHaveProperty('msg', 'request')
  }
})

const WORLD = { log: createLog(() => {}, []), now: () => 0 }

describe('with sign-in', () => {
  test.each([
    ['GET', '/api/regions'],
    ['GET', IMAGES],
    ['GET', '/api/images/cn-hangzhou/m-1'],
    ['POST', '/api/regions/cn-hangzhou/refresh'],
    ['POST', '/api/lookup'],
    ['GET', '/api/changes'],
    ['GET', '/api/changes.atom'],
    ['GET', '/api/status'],
    ['GET', '/api/openapi.json'],
  ])('%s %s checks the identity before it reads the catalogue', async (method, path) => {
    const locked = await startFakeService(
      {},
      { auth: createAuth({ ...LOOPBACK, auth: { mode: 'none', launchToken: 'a token' } }, WORLD) },
    )
    const answer = await sendRaw(locked.port, rawRequest(locked.port, path, [CONSOLE], method))
    expect([statusOf(answer), locked.asked]).toEqual([401, []])
    await locked.service.drain(0)
  })
})
