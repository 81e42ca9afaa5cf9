import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Duplex } from 'node:stream'

import { SERVER_IDLE_MS } from '#contract/timeouts.ts'

/** Times after which Node closes a connection, in milliseconds. */
export type ConnectionTimes = {
  headersTimeout: number
  requestTimeout: number
  connectionsCheckingInterval: number
  keepAliveTimeout: number
  /** Without any byte in either direction. */
  idleTimeout: number
}

/** Node's defaults would let a client drip one header for a minute. */
export const CONNECTION_TIMES: ConnectionTimes = {
  headersTimeout: 5000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1000,
  keepAliveTimeout: 5000,
  idleTimeout: SERVER_IDLE_MS,
}

/**
 * Behind a proxy. Its cookies make heads twice as long; and load balancers keep connections for 60 s (nginx's and AWS's
 * default): were ours shorter, now and then a request would meet a connection that we are just closing.
 */
const PROXIED = { maxHeaderSize: 16 * 1024, keepAliveTimeout: 65_000 }

const STATUS_LINES: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

/** What a server of ours is made of. `onBroken` hears the code of each request that never became one. */
export type NodeServerOptions = {
  listener: (incoming: IncomingMessage, outgoing: ServerResponse) => void
  onBroken: (code: string) => void
  times?: ConnectionTimes
  /** Certificate chain and key in PEM; plain HTTP where it is null. */
  tls?: { cert: string; key: string } | null
  /** Whether only a proxy connects. */
  isProxied?: boolean
}

/** A Node server with strict limits. It switches no protocols, tunnels nothing and answers no `Expect`. */
export function createNodeServer({
  listener,
  onBroken,
  times = CONNECTION_TIMES,
  tls = null,
  isProxied = false,
}: NodeServerOptions): Server {
  const { headersTimeout, requestTimeout, connectionsCheckingInterval, keepAliveTimeout } = times
  const options = {
    maxHeaderSize: 8 * 1024,
    headersTimeout,
    requestTimeout,
    connectionsCheckingInterval,
    keepAliveTimeout,
    requireHostHeader: true,
    insecureHTTPParser: false,
    joinDuplicateHeaders: false,
    rejectNonStandardBodyWrites: true,
    ...(isProxied && PROXIED),
  }
  const server =
    tls === null
      ? createServer(options, listener)
      : createTlsServer(
          { ...options, ...tls, minVersion: 'TLSv1.2', handshakeTimeout: headersTimeout },
          listener,
        )
  server.maxHeadersCount = 64
  server.maxRequestsPerSocket = 1000
  server.maxConnections = 256
  server.setTimeout(times.idleTimeout)
  const close = (name: string) => (_request: IncomingMessage, socket: Duplex) => {
    onBroken(name)
    socket.destroy()
  }
  server.on('connect', close('CONNECT'))
  server.on('upgrade', close('UPGRADE'))
  server.on('checkExpectation', (_request, response) => {
    onBroken('EXPECT')
    response.writeHead(417, { connection: 'close' })
    response.end()
  })
  server.on('clientError', (error, socket) => answerBroken(error, socket, onBroken))
  return server
}

function answerBroken(error: Error, socket: Duplex, onBroken: (code: string) => void) {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN'
  // A client that hung up is no news, and cannot be answered.
  if (code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  onBroken(code)
  // Without a handshake there is nothing to write into.
  if (/^ERR_(?:SSL|TLS)_/.test(code)) {
    socket.destroy()
    return
  }
  const status = STATUS_LINES[code] ?? '400 Bad Request'
  const date = new Date().toUTCString()
  socket.end(`HTTP/1.1 ${status}\r\nDate: ${date}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
