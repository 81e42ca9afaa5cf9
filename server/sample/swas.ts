import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { Server } from 'node:net'

import { type Answer, answerOf, send } from './answer.ts'
import { readCall } from './call.ts'
import { sampleImages, sampleRegions } from './catalogue.ts'
import { createGate, type Gate, type Quota, type SampleKeys } from './gate.ts'
import { type Holdings, operate } from './operations.ts'

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
}

/** A running sample of the SWAS API. */
export type SampleSwas = SampleKeys & {
  /** `http://127.0.0.1:<port>` */
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
  const gate = createGate(keys, options.quota ?? null)
  const holdings: Holdings = { regions: sampleRegions(), imagesByRegion: sampleImages() }

  const server = createServer((request, response) => {
    void answerTo(request, gate, holdings, now).then((answer) => send(response, answer))
  })
  const port = await listen(server, options.port ?? 0)
  return {
    ...keys,
    origin: `http://127.0.0.1:${port}`,
    accept: (more) => gate.accept(more),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answerTo(
  request: IncomingMessage,
  gate: Gate,
  holdings: Holdings,
  now: () => number,
): Promise<Answer> {
  const marks = { hostId: request.headers.host ?? '', requestId: randomUUID().toUpperCase() }
  const call = await readCall(request)
  if (call === null)
    return answerOf({ code: 'InvalidParam', detail: 'Unreadable parameters or body.' }, marks)
  const admission = gate.admit(call, now())
  return answerOf('code' in admission ? admission : operate(admission.operation, call, holdings), marks)
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
