import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Server, Socket } from 'node:net'

import { type Admission, createGate, type Gate, type Quota, type SampleKeys } from './authorize.ts'
import type { FaultDesk } from './faults/injector.ts'
import { type Holdings, operate } from './operations.ts'
import { readCall } from './request.ts'
import { type AnswerMarks, answerOf, send } from './response.ts'
import { sampleImages, sampleRegions } from './sample-images.ts'

/** The built-in key pair. Its form says that it belongs to no account. */
export const SAMPLE_KEYS: SampleKeys = {
  accessKeyId: 'LTAI-sample-key-id',
  accessKeySecret: 'sample-key-secret-of-no-account',
}

export type SampleOptions = {
  /** The port on 127.0.0.1; 0, the default, takes a free one. */
  port?: number
  keys?: SampleKeys
  /** As the service: 10 calls of one operation a minute. None by default. */
  quota?: Quota | null
  /** Milliseconds since the epoch. */
  now?: () => number
  /** Makes it misbehave on demand; without one every call is served as well as can be. */
  faults?: FaultDesk
  /** Makes it speak TLS, as the host `localhost`. */
  certificate?: { cert: string; key: string }
}

/** A running sample of the SWAS API. */
export type SampleSwas = SampleKeys & {
  /** `http://127.0.0.1:<port>`, or `https://localhost:<port>` */
  origin: string
  /** Accepts a further key pair, or a new secret or token of a known one. */
  accept(keys: SampleKeys): void
  close(): Promise<void>
}

/**
 * Starts a SWAS of our own on the loopback interface: ListRegions and ListImages over real HTTP, with the rules
 * that SWAS-OPEN 2020-06-01 documents for signatures, dates, nonces and parameters.
 * @throws the listen error of Node where the port is taken
 */
export async function createSampleSwas(options: SampleOptions = {}): Promise<SampleSwas> {
  const keys = options.keys ?? SAMPLE_KEYS
  const now = options.now ?? Date.now
  const service = {
    gate: createGate(keys, options.quota ?? null),
    holdings: { regions: sampleRegions(), imagesByRegion: sampleImages() },
    faults: options.faults,
    now,
  }
  const listener: RequestListener = (request, response) => {
    // A caller that hangs up before its request is whole has nobody to be told.
    if (options.faults?.takes(request, response) !== true)
      serve(request, response, service).catch(() => response.destroy())
  }
  const { certificate } = options
  const server = certificate ? createTlsServer(certificate, listener) : createServer(listener)
  server.on('connection', (socket: Socket) => options.faults?.connect(socket))
  const port = await listen(server, options.port ?? 0)
  return {
    ...keys,
    origin: certificate ? `https://localhost:${port}` : `http://127.0.0.1:${port}`,
    accept: (more) => service.gate.accept(more),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

type Service = { gate: Gate; holdings: Holdings; faults: FaultDesk | undefined; now: () => number }

async function serve(request: IncomingMessage, response: ServerResponse, service: Service): Promise<void> {
  const { gate, holdings, faults, now } = service
  const marks: AnswerMarks = {
    hostId: request.headers.host ?? '',
    requestId: randomUUID().toUpperCase(),
  }
  const call = await readCall(request)
  if (call === null)
    return send(response, answerOf({ code: 'InvalidParam', detail: 'Unreadable parameters or body.' }, marks))
  const meeting = faults?.meet(call, now())
  const admission: Admission = gate.admit(call, now() + (meeting?.skewMs ?? 0))
  const refused = 'code' in admission
  const answer = answerOf(refused ? admission : operate(admission.operation, call, holdings), marks)
  if (meeting === undefined) return send(response, answer)
  return meeting.answer(request, response, answer, refused ? admission.code : null)
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
