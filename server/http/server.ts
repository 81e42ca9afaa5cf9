import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Duplex } from 'node:stream'

import { SERVER_IDLE_MS } from '#contract/timeouts.ts'

import { type AppOptions, createApp } from './app.ts'
import { createAuth, LOOPBACK } from './auth/auth.ts'
import { listen, type ListenAddress } from './listen.ts'

/** When Node closes a connection, in milliseconds. */
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
 * Behind a proxy. Its cookies double the size of a head. Load balancers keep connections for 60 s (the default of nginx
 * and AWS); a shorter time here would sometimes close a connection just as a request arrives.
 */
const PROXIED = { maxHeaderSize: 16 * 1024, keepAliveTimeout: 65_000 }

const STATUS_LINES: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

export type HttpServerOptions = AppOptions & { times?: ConnectionTimes }

/** The app on a Node server. */
export type HttpServer = {
  /**
   * Starts to listen and returns the URL to open.
   * @throws StartError if the address is taken or not allowed
   */
  listen(target: ListenAddress): Promise<string>
  /** Stops taking requests; resolves when those in flight are done, or after `graceMs`. */
  drain(graceMs: number): Promise<void>
}

export function createHttpServer({ times, ...options }: HttpServerOptions): HttpServer {
  const auth = options.auth ?? createAuth(LOOPBACK, { log: options.log, now: Date.now })
  const app = createApp({ ...options, auth })
  const server = createNodeServer({
    tls: auth.tls,
    isProxied: auth.isProxied,
    listener: app.listener,
    onBroken: (code) => options.log.warn({ code }, 'connection'),
    ...(times !== undefined && { times }),
  })
  return {
    async listen(target) {
      const { address, port } = await listen(server, target)
      app.open(address, port)
      return auth.url(address, port)
    },
    drain: (graceMs) => app.shutdown.drain(server, graceMs),
  }
}

type NodeServerOptions = {
  listener: (incoming: IncomingMessage, outgoing: ServerResponse) => void
  /** Gets the error code of each request that could not be parsed. */
  onBroken: (code: string) => void
  times?: ConnectionTimes
  /** Certificate chain and key in PEM; null for plain HTTP. */
  tls?: { cert: string; key: string } | null
  /** Whether only a proxy connects. */
  isProxied?: boolean
}

/** A Node server with strict limits, without upgrades, tunnels and `Expect`. */
function createNodeServer({
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
  server.on('clientError', (error, socket) => rejectBroken(error, socket, onBroken))
  return server
}

function rejectBroken(error: Error, socket: Duplex, onBroken: (code: string) => void) {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN'
  // The client hung up.
  if (code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  onBroken(code)
  // Without a TLS handshake no response can be written.
  if (/^ERR_(?:SSL|TLS)_/.test(code)) {
    socket.destroy()
    return
  }
  const status = STATUS_LINES[code] ?? '400 Bad Request'
  const date = new Date().toUTCString()
  socket.end(`HTTP/1.1 ${status}\r\nDate: ${date}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
