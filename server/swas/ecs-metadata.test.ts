import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'

import { afterEach, expect, test } from 'vitest'

import { readRamRole } from './ecs-metadata.ts'

let server: Server | undefined

afterEach(() => server?.close())

async function metadata(listener: RequestListener): Promise<string> {
  server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

const WORDS: Record<string, string> = {
  'PUT /latest/api/token': 'token-1',
  'GET /latest/meta-data/owner-account-id': '1234567890123456\n',
  'GET /latest/meta-data/ram/security-credentials/': 'images',
}

test('account and role are read with the token of security hardening mode', async () => {
  const origin = await metadata((incoming, outgoing) => {
    const hasToken = incoming.headers['x-aliyun-ecs-metadata-token'] === 'token-1'
    const isAsked = incoming.method === 'PUT' || hasToken
    outgoing.writeHead(isAsked ? 200 : 403).end(WORDS[`${incoming.method} ${incoming.url}`])
  })
  expect(await readRamRole(origin)).toBe('1234567890123456/images')
})

test('a machine without that mode needs no token', async () => {
  const origin = await metadata((incoming, outgoing) => {
    const status = incoming.method === 'PUT' ? 404 : 200
    outgoing.writeHead(status).end(WORDS[`${incoming.method} ${incoming.url}`])
  })
  expect(await readRamRole(origin)).toBe('1234567890123456/images')
})

test.each([
  ['nothing', ''],
  ['a document', '<html>not here</html> x'],
  ['too much', 'x'.repeat(1000)],
])('the role is unknown if the service answers with %s', async (_, body) => {
  const origin = await metadata((_, outgoing) => void outgoing.end(body))
  expect(await readRamRole(origin)).toBeNull()
})

test('the role is unknown if nothing answers', async () => {
  const origin = await metadata(() => {})
  server?.close()
  expect(await readRamRole(origin)).toBeNull()
})
