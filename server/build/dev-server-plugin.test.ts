import { createServer, type Server } from 'node:http'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { createApp } from '../http/app.ts'
import { listen } from '../http/listen.ts'
import { createLog } from '../telemetry/logger.ts'
import { createFakeCatalogue } from '../testing/fake-catalogue.ts'
import { rawRequest, sendRaw, statusOf } from '../testing/http-harness.ts'
import { createDevMiddleware, refuseForeignUpgrade } from './dev-server-plugin.ts'

const { catalogue, asked } = createFakeCatalogue()
const app = createApp({ catalogue, pages: null, log: createLog(() => {}, []), version: '1' })
const guard = createDevMiddleware(app, 'N')
let server: Server
let bound: { address: string; port: number }

beforeAll(async () => {
  server = createServer((incoming, outgoing) => guard(incoming, outgoing, () => outgoing.end('from Vite')))
  server.on('upgrade', (incoming, socket) => {
    refuseForeignUpgrade(app, incoming, socket)
    if (!socket.destroyed) socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n')
  })
  bound = await listen(server, { address: '127.0.0.1', port: 0 })
  app.open(bound.address, bound.port)
})
afterAll(() => server.close())

const get = (path: string, headers: readonly string[] = []) =>
  sendRaw(bound.port, rawRequest(bound.port, path, headers))

test.each(['/', '/images?region=all', '/@vite/client', '/web/main.tsx?t=1'])(
  '%s is for Vite',
  async (path) => {
    const answer = await get(path, ['Sec-Fetch-Site: same-origin'])
    expect(answer).toContain('from Vite')
    expect(answer).toMatch(/script-src 'self' 'nonce-N';.*connect-src 'self' ws:;/)
  },
)

test.each(['/api/regions', '/healthz'])('%s is ours', async (path) => {
  expect(statusOf(await get(path, ['X-Console: 1']))).toBe(200)
})

test.each([
  ['/web/main.tsx', ['Host: evil.example'], 421],
  ['/web/main.tsx', ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: no-cors'], 403],
  ['/api/regions', [], 403],
  ['/api/regions', ['X-Console: 1', 'Sec-Fetch-Site: cross-site'], 403],
  ['/api/nothing', ['X-Console: 1'], 404],
  ['/api', ['X-Console: 1'], 404],
])('%s with %j is refused as in production', async (path, headers, status) => {
  asked.splice(0)
  const answer = await get(path, headers)
  expect(statusOf(answer)).toBe(status)
  expect(answer).not.toContain('from Vite')
  expect(asked).toEqual([])
})

test.each<[readonly string[], number]>([
  [[], 101],
  [['Origin: http://127.0.0.1:PORT'], 101],
  [['Origin: http://evil.example'], 0],
  [['Host: evil.example'], 0],
])('a WebSocket with %j', async (headers, status) => {
  const filled = headers.map((line) => line.replace('PORT', String(bound.port)))
  const request = rawRequest(bound.port, '/', ['Upgrade: websocket', ...filled])
  expect(
    statusOf(await sendRaw(bound.port, request.replace('Connection: close', 'Connection: Upgrade'))),
  ).toBe(status)
})
