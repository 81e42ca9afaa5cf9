import { connect, type Socket } from 'node:net'

import { quantile } from './statistics.ts'

/** The results of a load test. */
export type LoadResult = { perSecond: number; p99Ms: number; bytesPerResponse: number }

/** One request, repeated over keep-alive connections. */
export type Load = {
  origin: string
  path: string
  headers: Readonly<Record<string, string>>
  connections: number
  /** Stops after this many responses, or after this time. */
  until: { responses: number } | { ms: number }
  /** The expected status of every response. */
  status: number
}

/**
 * A minimal client, so that its own cost does not distort the figures: no redirects, Content-Length required.
 * @throws on any other response
 */
export async function runLoad(load: Load): Promise<LoadResult> {
  const { hostname, port, host } = new URL(load.origin)
  const lines = Object.entries({ Host: host, ...load.headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  )
  const request = Buffer.from(`GET ${load.path} HTTP/1.1\r\n${lines.join('')}\r\n`)
  const startMs = performance.now()
  const latencies: number[] = []
  let bytes = 0
  let sent = 0
  const mayContinue = () =>
    'responses' in load.until
      ? (sent += 1) <= load.until.responses
      : performance.now() - startMs < load.until.ms

  async function run() {
    let connection = open(Number(port), hostname)
    while (mayContinue()) {
      const sentMs = performance.now()
      connection.socket.write(request)
      const response = await connection.readResponse()
      if (response.status !== load.status) throw new Error(`${load.path} returned ${response.status}.`)
      latencies.push(performance.now() - sentMs)
      bytes += response.bytes
      if (response.isLast) connection = open(Number(port), hostname)
    }
    connection.socket.destroy()
  }

  await Promise.all(Array.from({ length: load.connections }, run))
  const seconds = (performance.now() - startMs) / 1000
  return {
    perSecond: latencies.length / seconds,
    p99Ms: quantile(latencies, 0.99),
    bytesPerResponse: bytes / latencies.length,
  }
}

/** `isLast`: the server closes the connection afterwards. */
type RawResponse = { status: number; bytes: number; isLast: boolean }

function open(port: number, hostname: string) {
  const socket = connect(port, hostname)
  socket.setNoDelay(true)
  return { socket, readResponse: createReader(socket) }
}

/** Returns a function that waits for the next complete response on this connection. */
function createReader(socket: Socket): () => Promise<RawResponse> {
  let pending: { resolve: (response: RawResponse) => void; reject: (error: Error) => void } | null = null
  let head = ''
  let response: RawResponse | null = null
  let missing = 0

  function onData(chunk: Buffer) {
    if (response === null) {
      head += chunk.toString('latin1')
      const end = head.indexOf('\r\n\r\n')
      if (end < 0) return
      response = parseHead(head.slice(0, end + 2))
      missing = response.bytes - (head.length - end - 4)
    } else missing -= chunk.byteLength
    if (missing > 0) return
    const complete = response
    head = ''
    response = null
    pending?.resolve(complete)
  }

  socket.on('data', onData)
  socket.on('error', (error) => pending?.reject(error))
  socket.on('close', () => pending?.reject(new Error('The server closed the connection.')))
  return () => new Promise((resolve, reject) => (pending = { resolve, reject }))
}

function parseHead(head: string): RawResponse {
  const status = Number(head.slice(9, 12))
  const length = status === 304 ? '0' : /\r\ncontent-length: (\d+)\r\n/i.exec(head)?.[1]
  if (length === undefined) throw new Error(`A response has no Content-Length: ${head}`)
  return { status, bytes: Number(length), isLast: /\r\nconnection: close\r\n/i.test(head) }
}
