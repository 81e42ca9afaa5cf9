import net from 'node:net'
import tls from 'node:tls'

import type { TestCertificate } from './certificate.ts'

/** A request and the connection to answer on. Numbers start at 1 and count across connections. */
export type Arrival = { socket: net.Socket; head: string; number: number }

/**
 * A server that answers with arbitrary bytes, over plain TCP or TLS. The fake SWAS and the sample are HTTP servers: they
 * cannot send broken framing, and do not show which connection carried a request.
 */
export type RawUpstream = {
  origin: string
  port: number
  /** The head of each request. */
  heads: readonly string[]
  connections(): number
  /** Sets what to do with a new connection before it has sent anything. */
  onConnection(greet: (socket: net.Socket) => void): void
  /** Resolves after this many requests in total. */
  arrived(count: number): Promise<void>
  close(): Promise<void>
}

/** Listens on a free port of 127.0.0.1; with TLS if there is a certificate. */
export async function createRawUpstream(
  respond: (arrival: Arrival) => void,
  certificate?: TestCertificate,
): Promise<RawUpstream> {
  const heads: string[] = []
  const sockets = new Set<net.Socket>()
  const waiting = new Set<{ count: number; resolve: () => void }>()
  let connections = 0
  let greet = (_socket: net.Socket) => {}

  function arrive(socket: net.Socket, head: string) {
    heads.push(head)
    for (const waiter of waiting) if (heads.length >= waiter.count) waiter.resolve()
    respond({ socket, head, number: heads.length })
  }

  function serve(socket: net.Socket) {
    let text = ''
    connections += 1
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    greet(socket)
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1')
      for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
        const head = text.slice(0, end)
        text = text.slice(end + 4)
        arrive(socket, head)
      }
    })
  }

  const server = certificate === undefined ? net.createServer(serve) : tls.createServer(certificate, serve)
  server.on('tlsClientError', () => {})
  const port = await listen(server)
  return {
    origin: certificate === undefined ? `http://127.0.0.1:${port}` : `https://localhost:${port}`,
    port,
    heads,
    connections: () => connections,
    onConnection: (callback) => {
      greet = callback
    },
    arrived: (count) =>
      new Promise((resolve) => {
        if (heads.length >= count) resolve()
        else waiting.add({ count, resolve })
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

/** The bytes of a complete response. */
export function rawResponse(
  status: number,
  body: string | Buffer,
  headers: Readonly<Record<string, string | number>> = {},
): Buffer {
  const bytes = Buffer.from(body)
  const lines = Object.entries({ 'content-length': bytes.length, ...headers })
  const head = [`HTTP/1.1 ${status} Status`, ...lines.map(([name, value]) => `${name}: ${value}`)]
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), bytes])
}

function listen(server: net.Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}
