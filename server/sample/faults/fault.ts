import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'

import { type ApiResponse, send } from '../response.ts'

/** One request that a fault answers, and the correct response to it. */
export type FaultContext = {
  response: ServerResponse
  /** For bytes that no HTTP server would send. */
  socket: Socket
  correct: ApiResponse
  /** The Authorization header of the request. */
  authorization: string
  /** `http://127.0.0.1:<port>/__sink`: no client should request it, and requests are counted. */
  sink: string
  /** In [0, 1); the same numbers for the same seed. */
  random(): number
  /** Calls back once held requests are released. */
  hold(run: () => void): void
  /** Makes the connection break as soon as it carries another request. */
  breakNext(): void
}

/** One way to misbehave. */
export type Fault = {
  serve: (context: FaultContext) => void
  /** How far the clock of the sample is ahead for this request. */
  skewMs?: number
}

type Headers = Readonly<Record<string, string>>

/** A fault that sends a complete HTTP response. */
export function replies(status: number, body: string | Buffer, headers: Headers = {}): Fault {
  return { serve: (context) => reply(context, status, body, headers) }
}

/** Sends a complete HTTP response. */
export function reply(
  { response }: FaultContext,
  status: number,
  body: string | Buffer,
  headers: Headers = {},
): void {
  const bytes = Buffer.from(body)
  const length = status === 204 ? {} : { 'content-length': String(bytes.length) }
  response
    .writeHead(status, { 'content-type': 'application/json;charset=utf-8', ...length, ...headers })
    .end(bytes)
}

/** Sends the correct response with another body. */
export function replyWithBody(context: FaultContext, body: string | Buffer, headers: Headers = {}): void {
  const { correct } = context
  reply(context, correct.status, body, { ...correct.headers, ...headers })
}

/** Resets a connection. Over TLS it is only closed: Node cannot reset it. */
export function reset(socket: Socket): void {
  if (socket instanceof TLSSocket) socket.destroy()
  else socket.resetAndDestroy()
}

/** No fault: the correct response. */
export const OK: Fault = { serve: ({ response, correct }) => send(response, correct) }

export function correctBody({ correct }: FaultContext): string {
  return JSON.stringify(correct.body)
}

/** Head and body of the correct response. */
export function correctBytes(context: FaultContext): Buffer {
  const body = Buffer.from(correctBody(context))
  return Buffer.concat([headWith(context, `content-length: ${body.length}`), body])
}

/** The head of the correct response, with one more line. */
export function headWith({ correct }: FaultContext, line: string): Buffer {
  const lines = Object.entries(correct.headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.from(`HTTP/1.1 ${correct.status} OK\r\n${lines.join('')}${line}\r\n\r\n`)
}
