import http from 'node:http'
import https from 'node:https'
import type { LookupFunction, Socket } from 'node:net'
import { createGunzip } from 'node:zlib'

import { asTransportError, TransportError } from './transport-error.ts'

/** A complete HTTP response. */
export type HttpResponse = { status: number; headers: http.IncomingHttpHeaders; body: string }

/** Sends requests without a body. */
export type Transport = {
  /** @throws TransportError */
  post(url: URL, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<HttpResponse>
  /** Closes idle connections, so that the next request opens a new one. */
  closeIdle(): void
  /** Closes every connection. */
  close(): void
}

/** Overrides for tests: resolver, connect timeout, additional trusted certificates. */
export type TransportOptions = { lookup?: LookupFunction; connectMs?: number; ca?: string }

const MAX_BYTES = 4 * 1024 * 1024
const MAX_HEADERS = 128
const CONNECT_MS = 3_000
/** Idle connections are closed after this long. */
const IDLE_MS = 10_000
/** How long to try each address of a host; Node's default of 250 ms is too short across oceans. */
const ADDRESS_MS = 1_000

/** Keeps up to 4 connections alive. Ignores proxies of the environment, follows no redirects. */
export function createTransport(options: TransportOptions = {}): Transport {
  const shared = {
    keepAlive: true,
    maxSockets: 4,
    maxFreeSockets: 2,
    timeout: IDLE_MS,
    autoSelectFamilyAttemptTimeout: ADDRESS_MS,
  }
  const agents = {
    http: new http.Agent(shared),
    https: new https.Agent({
      ...shared,
      minVersion: 'TLSv1.2',
      // Explicit, so that NODE_TLS_REJECT_UNAUTHORIZED cannot turn it off.
      rejectUnauthorized: true,
      ...(options.ca !== undefined && { ca: options.ca }),
    }),
  }
  return {
    post: (url, headers, signal) =>
      post({ url, headers, signal, agent: agents[isSecure(url) ? 'https' : 'http'], options }),
    closeIdle: () => {
      for (const agent of Object.values(agents)) closeIdle(agent)
    },
    close: () => {
      for (const agent of Object.values(agents)) agent.destroy()
    },
  }
}

type OutgoingRequest = {
  url: URL
  headers: Readonly<Record<string, string>>
  signal: AbortSignal
  agent: http.Agent
  options: TransportOptions
}

async function post(outgoing: OutgoingRequest): Promise<HttpResponse> {
  const request = createRequest(outgoing)
  const { url, signal } = outgoing
  // Errors after the response has started have no other listener, and must not end the process.
  let framing: Error | undefined
  request.on('error', (error) => {
    framing = error
  })
  const response = await send(request, outgoing)
  const { statusCode: status = 0, headers } = response
  try {
    return { status, headers, body: decodeText(await readBody(response)) }
  } catch (error) {
    // A response that is not read to its end would hold its connection forever.
    response.destroy()
    if (statusIsConclusive(status) && !signal.aborted) return { status, headers, body: '' }
    throw asTransportError(framing ?? error, url.hostname, signal.aborted)
  }
}

function isSecure(url: URL): boolean {
  return url.protocol === 'https:'
}

/** Gateways send these with a page of their own, or a body that cannot be read; the status says enough. */
export function statusIsConclusive(status: number): boolean {
  return status >= 500 || status === 429 || status === 408
}

function createRequest({ url, headers, signal, agent, options }: OutgoingRequest): http.ClientRequest {
  return (isSecure(url) ? https : http).request(url, {
    method: 'POST',
    agent,
    headers: { ...headers, accept: 'application/json', 'accept-encoding': 'identity', 'content-length': '0' },
    maxHeaderSize: 16 * 1024,
    signal,
    ...(options.lookup !== undefined && { lookup: options.lookup }),
  })
}

function send(
  request: http.ClientRequest,
  { url, signal, agent, options }: OutgoingRequest,
): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once('socket', (socket) =>
      limitConnectTime(
        request,
        socket,
        isSecure(url) ? 'secureConnect' : 'connect',
        options.connectMs ?? CONNECT_MS,
      ),
    )
    request.once('response', resolve)
    request.once('upgrade', (_response, socket) => {
      socket.destroy()
      reject(malformed('The response would switch protocols.'))
    })
    request.once('error', (error) => {
      const failure = asTransportError(error, url.hostname, signal.aborted)
      const isStale = request.reusedSocket && failure.reason === 'reset'
      if (isStale) closeIdle(agent)
      reject(isStale ? failure.asStale() : failure)
    })
    request.end()
  })
}

/** If one idle connection has died unnoticed, the others may have too. */
function closeIdle(agent: http.Agent) {
  for (const sockets of Object.values(agent.freeSockets)) for (const socket of sockets ?? []) socket.destroy()
}

/** Limits how long a new connection may take, TLS handshake included. */
function limitConnectTime(request: http.ClientRequest, socket: Socket, connected: string, limitMs: number) {
  if (!socket.connecting) return
  const detail = `Connecting timed out (${limitMs / 1000} s).`
  const error = new TransportError('UPSTREAM_TIMEOUT', detail, { reason: 'connect', retry: true })
  const timer = setTimeout(() => request.destroy(error), limitMs)
  for (const event of [connected, 'close']) {
    socket.once(event, () => clearTimeout(timer))
  }
}

/** The decoded body; its size is checked while reading. */
async function readBody(response: http.IncomingMessage): Promise<Buffer> {
  if (response.rawHeaders.length > 2 * MAX_HEADERS) throw malformed('The response has too many headers.')
  if (Number(response.headers['content-length'] ?? 0) > MAX_BYTES) throw tooLarge()
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of decoded(response)) {
    bytes += chunk.length
    if (bytes > MAX_BYTES) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function decoded(response: http.IncomingMessage): AsyncIterable<Buffer> {
  const encoding = response.headers['content-encoding']?.trim().toLowerCase() ?? ''
  if (encoding === '' || encoding === 'identity') return response
  if (encoding === 'gzip' || encoding === 'x-gzip') {
    const gunzip = createGunzip()
    response.once('error', (error) => gunzip.destroy(error))
    return response.pipe(gunzip)
  }
  const detail = 'The response has a content encoding that was not requested.'
  throw new TransportError('UPSTREAM_BAD_RESPONSE', detail, { reason: 'encoding' })
}

function malformed(detail: string) {
  return new TransportError('UPSTREAM_BAD_RESPONSE', detail)
}

function tooLarge() {
  return new TransportError('UPSTREAM_TOO_LARGE', 'The response is larger than 4 MiB and was refused.')
}

function decodeText(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new TransportError('UPSTREAM_BAD_RESPONSE', 'The text of the response is corrupt.', {
      reason: 'encoding',
    })
  }
}
