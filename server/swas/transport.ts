import http from 'node:http'
import https from 'node:https'
import type { LookupFunction, Socket } from 'node:net'
import { createGunzip } from 'node:zlib'

import { asTransportError, TransportError } from './transport-error.ts'

/** One HTTP answer, whole. */
export type HttpAnswer = { status: number; headers: http.IncomingHttpHeaders; body: string }

/** Sends one request without a body and reads the answer. */
export type Transport = {
  /** @throws TransportError */
  post(url: URL, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<HttpAnswer>
  /** Closes the connections that are kept and not in use, so that the next request takes a new one. */
  closeIdle(): void
  /** Closes every connection. */
  close(): void
}

/** Options of the transport, all for tests: the resolver, the longest connecting, certificates that are trusted too. */
export type TransportOptions = { lookup?: LookupFunction; connectMs?: number; ca?: string }

const MOST_BYTES = 4 * 1024 * 1024
const MOST_HEADERS = 128
const CONNECT_MS = 3_000
/** Of several addresses of a host, each may take so long; Node's own 250 ms are too few across oceans. */
const ADDRESS_MS = 1_000

/** Connections are kept and reused, at most 4; proxies of the environment are not asked; redirects not followed. */
export function createTransport(options: TransportOptions = {}): Transport {
  const shared = {
    keepAlive: true,
    maxSockets: 4,
    maxFreeSockets: 2,
    timeout: 10_000,
    autoSelectFamilyAttemptTimeout: ADDRESS_MS,
  }
  const agents = {
    'http:': new http.Agent(shared),
    'https:': new https.Agent({
      ...shared,
      minVersion: 'TLSv1.2',
      // Said aloud, so that NODE_TLS_REJECT_UNAUTHORIZED has no say.
      rejectUnauthorized: true,
      ...(options.ca !== undefined && { ca: options.ca }),
    }),
  }
  return {
    post: (url, headers, signal) => post({ url, headers, signal, agents, options }),
    closeIdle: () => {
      for (const agent of Object.values(agents)) closeIdle(agent)
    },
    close: () => {
      agents['http:'].destroy()
      agents['https:'].destroy()
    },
  }
}

type Call = {
  url: URL
  headers: Readonly<Record<string, string>>
  signal: AbortSignal
  agents: { 'http:': http.Agent; 'https:': https.Agent }
  options: TransportOptions
}

async function post(call: Call): Promise<HttpAnswer> {
  const request = createRequest(call)
  const { url, signal } = call
  // Later errors of the same request have nobody left to tell, and must not end the process.
  let framing: Error | undefined
  request.on('error', (error) => {
    framing = error
  })
  const response = await send(request, call)
  const { statusCode: status = 0, headers } = response
  try {
    return { status, headers, body: decodeText(await readBody(response)) }
  } catch (error) {
    // An answer that nobody reads to its end would keep its connection for ever.
    response.destroy()
    if (tellsByItself(status) && !signal.aborted) return { status, headers, body: '' }
    throw asTransportError(framing ?? error, url.hostname, signal.aborted)
  }
}

/** What stands between answers these with a page of its own, or with what cannot be read. */
export function tellsByItself(status: number): boolean {
  return status >= 500 || status === 429 || status === 408
}

function createRequest({ url, headers, signal, agents, options }: Call): http.ClientRequest {
  const secure = url.protocol === 'https:'
  return (secure ? https : http).request(url, {
    method: 'POST',
    agent: secure ? agents['https:'] : agents['http:'],
    headers: { ...headers, accept: 'application/json', 'accept-encoding': 'identity', 'content-length': '0' },
    maxHeaderSize: 16 * 1024,
    signal,
    ...(options.lookup !== undefined && { lookup: options.lookup }),
  })
}

function send(
  request: http.ClientRequest,
  { url, signal, agents, options }: Call,
): Promise<http.IncomingMessage> {
  const secure = url.protocol === 'https:'
  return new Promise((resolve, reject) => {
    request.once('socket', (socket) =>
      boundConnecting(request, socket, secure, options.connectMs ?? CONNECT_MS),
    )
    request.once('response', resolve)
    request.once('upgrade', (_response, socket) => {
      socket.destroy()
      reject(malformed('The answer would change the protocol.'))
    })
    request.once('error', (error) => {
      const failure = asTransportError(error, url.hostname, signal.aborted)
      const isStale = request.reusedSocket && failure.reason === 'reset'
      if (isStale) closeIdle(secure ? agents['https:'] : agents['http:'])
      reject(isStale ? failure.ofStaleConnection() : failure)
    })
    request.end()
  })
}

/** Where one kept connection has died unseen, the others may have too: the next request takes a new one. */
function closeIdle(agent: http.Agent) {
  for (const sockets of Object.values(agent.freeSockets)) for (const socket of sockets ?? []) socket.destroy()
}

/** Gives a new connection so long to stand, the handshake of TLS included. */
function boundConnecting(request: http.ClientRequest, socket: Socket, secure: boolean, limitMs: number) {
  if (!socket.connecting) return
  const detail = `No answer while connecting (${limitMs / 1000} s).`
  const error = new TransportError('UPSTREAM_TIMEOUT', detail, { reason: 'connect', retry: true })
  const timer = setTimeout(() => request.destroy(error), limitMs)
  for (const event of [secure ? 'secureConnect' : 'connect', 'close']) {
    socket.once(event, () => clearTimeout(timer))
  }
}

/** The bytes of a body, decoded; counted while they are read. */
async function readBody(response: http.IncomingMessage): Promise<Buffer> {
  if (response.rawHeaders.length > 2 * MOST_HEADERS) throw malformed('The answer has too many headers.')
  if (Number(response.headers['content-length'] ?? 0) > MOST_BYTES) throw tooLarge()
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of decoded(response)) {
    bytes += chunk.length
    if (bytes > MOST_BYTES) throw tooLarge()
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
  const detail = 'The answer has an encoding that nobody asked for.'
  throw new TransportError('UPSTREAM_BAD_RESPONSE', detail, { reason: 'encoding' })
}

function malformed(detail: string) {
  return new TransportError('UPSTREAM_BAD_RESPONSE', detail)
}

function tooLarge() {
  return new TransportError('UPSTREAM_TOO_LARGE', 'The answer is larger than 4 MiB and was refused.')
}

function decodeText(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new TransportError('UPSTREAM_BAD_RESPONSE', 'The text of the answer is corrupt.', {
      reason: 'encoding',
    })
  }
}
