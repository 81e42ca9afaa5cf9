import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Server, Socket } from 'node:net'

import { type Authorize, createAuthorize, type Quota, type SampleKeys } from './authorize.ts'
import type { FaultInjector } from './faults/injector.ts'
import { type Catalog, runOperation } from './operations.ts'
import { readRequest } from './request.ts'
import { responseOf, type ResponseIds, send } from './response.ts'
import { sampleImages, sampleRegions } from './sample-images.ts'

/** The built-in key pair, recognizably not a real one. */
export const SAMPLE_KEYS: SampleKeys = {
  accessKeyId: 'LTAI-sample-key-id',
  accessKeySecret: 'sample-key-secret-of-no-account',
}

export type SampleOptions = {
  /** The port on 127.0.0.1; 0, the default, takes a free one. */
  port?: number
  keys?: SampleKeys
  /** None by default; the real service allows 10 calls of one operation a minute. */
  quota?: Quota | null
  /** Milliseconds since the epoch. */
  now?: () => number
  /** Injects faults on demand. Without it, every request is served correctly. */
  faults?: FaultInjector
  /** Serves TLS, as the host `localhost`. */
  certificate?: { cert: string; key: string }
}

export type SampleServer = SampleKeys & {
  /** `http://127.0.0.1:<port>`, or `https://localhost:<port>` */
  origin: string
  close(): Promise<void>
}

/**
 * Starts our own SWAS on the loopback interface: ListRegions and ListImages over real HTTP, with the rules that
 * SWAS-OPEN 2020-06-01 documents for signatures, dates, nonces and parameters.
 * @throws Node's listen error, for example because the port is in use
 */
export async function startSampleServer(options: SampleOptions = {}): Promise<SampleServer> {
  const keys = options.keys ?? SAMPLE_KEYS
  const now = options.now ?? Date.now
  const service = {
    authorize: createAuthorize(keys, options.quota ?? null),
    catalog: { regions: sampleRegions(), imagesByRegion: sampleImages() },
    faults: options.faults,
    now,
  }
  const listener: RequestListener = (request, response) => {
    if (options.faults?.handle(request, response) === true) return
    // Rejects if the client hangs up before its request is complete.
    serve(request, response, service).catch(() => response.destroy())
  }
  const { certificate } = options
  const server = certificate ? createTlsServer(certificate, listener) : createServer(listener)
  server.on('connection', (socket: Socket) => options.faults?.connect(socket))
  const port = await listen(server, options.port ?? 0)
  return {
    ...keys,
    origin: certificate ? `https://localhost:${port}` : `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

type Service = {
  authorize: Authorize
  catalog: Catalog
  faults: FaultInjector | undefined
  now: () => number
}

async function serve(incoming: IncomingMessage, response: ServerResponse, service: Service): Promise<void> {
  const { authorize, catalog, faults, now } = service
  const ids: ResponseIds = { hostId: incoming.headers.host ?? '', requestId: randomUUID().toUpperCase() }
  const request = await readRequest(incoming)
  if (request === null) {
    return send(response, responseOf({ code: 'InvalidParam', detail: 'Unreadable parameters or body.' }, ids))
  }
  const injection = faults?.inject(request, now())
  const authorized = authorize(request, now() + (injection?.skewMs ?? 0))
  const isRefused = 'code' in authorized
  const result = isRefused ? authorized : runOperation(authorized.operation, request, catalog)
  const correct = responseOf(result, ids)
  if (injection === undefined) return send(response, correct)
  return injection.respond(incoming, response, correct, isRefused ? authorized.code : null)
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}
