import { connect } from 'node:net'

import type { Catalogue } from '../catalogue/catalogue.ts'
import { documentHeaders, HASHED_ASSET_HEADERS } from '../http/middleware/security-headers.ts'
import type { Pages } from '../http/pages/built-page.ts'
import { createHttpServer, type HttpServerOptions } from '../http/server.ts'
import { createLog } from '../telemetry/logger.ts'
import { createFakeCatalogue } from './fake-catalogue.ts'

/** A page of one document and one script. */
export const FAKE_PAGES: Pages = {
  assetPaths: ['/assets/index-abc.js'],
  document: async ({ nonce, bootstrap }) =>
    new Response(`<!doctype html><i nonce="${nonce}">${bootstrap ?? ''}`, {
      headers: documentHeaders(nonce),
    }),
  asset: () => new Response('0', { headers: { ...HASHED_ASSET_HEADERS, 'Content-Type': 'text/javascript' } }),
}

/** Starts a server on a free port with a fake catalogue. `lines` is what it logged. */
export async function startFakeService(
  overrides: Partial<Catalogue> = {},
  options: Partial<HttpServerOptions> = {},
) {
  const { catalogue, asked } = createFakeCatalogue(overrides)
  const lines: string[] = []
  const log = createLog((line) => lines.push(line), [])
  const service = createHttpServer({ catalogue, pages: FAKE_PAGES, log, version: '1.2.3', ...options })
  const url = await service.listen({ address: '127.0.0.1', port: 0 })
  return { service, url, port: Number(new URL(url).port), asked, lines }
}

/** Sends raw bytes and returns everything received until the connection closed. */
export async function sendRaw(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.setEncoding('latin1')
  let received = ''
  socket.on('data', (text) => (received += String(text)))
  // A server that closes on us may reset what we still send.
  socket.on('error', () => {})
  socket.write(bytes, 'latin1')
  await new Promise((resolve) => socket.once('close', resolve))
  return received
}

/** A raw request that closes its connection. */
export function rawRequest(
  port: number,
  target: string,
  headers: readonly string[] = [],
  method = 'GET',
): string {
  const host = headers.some((line) => /^host:/i.test(line)) ? [] : [`Host: 127.0.0.1:${port}`]
  return [`${method} ${target} HTTP/1.1`, ...host, 'Connection: close', ...headers, '', ''].join('\r\n')
}

/** The status of a raw response; 0 if there was none. */
export function statusOf(raw: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(raw)?.[1] ?? 0)
}
