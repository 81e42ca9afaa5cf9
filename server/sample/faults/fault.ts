import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'

import { type Answer, send } from '../response.ts'

/** One call that is to be answered badly, and what a good service would answer. */
export type Exchange = {
  response: ServerResponse
  /** For bytes that no server of HTTP would send. */
  socket: Socket
  good: Answer
  /** What the call was signed with, as it came. */
  authorization: string
  /** `http://127.0.0.1:<port>/__sink`: nobody has any business there, and whoever comes is counted. */
  sink: string
  /** In [0, 1); the same numbers for the same seed. */
  random(): number
  /** Runs once whoever controls the faults lets the held calls go. */
  hold(run: () => void): void
  /** Marks the connection: it breaks as soon as another call comes on it. */
  breakNext(): void
}

/** One way to misbehave. */
export type Fault = {
  serve: (exchange: Exchange) => void
  /** How far the clock of the service goes ahead of its real one while it serves the call. */
  skewMs?: number
}

/** Sends whole answers of HTTP, whatever they hold. */
export function replies(
  status: number,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): Fault {
  return { serve: (exchange) => reply(exchange, status, body, headers) }
}

/** Sends one whole answer of HTTP. */
export function reply(
  { response }: Exchange,
  status: number,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): void {
  const bytes = Buffer.from(body)
  const length = status === 204 ? {} : { 'content-length': String(bytes.length) }
  response
    .writeHead(status, { 'content-type': 'application/json;charset=utf-8', ...length, ...headers })
    .end(bytes)
}

/** Sends what a good service would, with these bytes for a body. */
export function replyGood(
  exchange: Exchange,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): void {
  const { good } = exchange
  reply(exchange, good.status, body, { ...good.headers, ...headers })
}

/** Breaks a connection without a word: by a reset, which Node does not offer over TLS. */
export function breakOff(socket: Socket): void {
  if (socket instanceof TLSSocket) socket.destroy()
  else socket.resetAndDestroy()
}

/** Answers as a good service does. */
export const OK: Fault = { serve: ({ response, good }) => send(response, good) }

/** The body that a good service would send. */
export function goodText({ good }: Exchange): string {
  return JSON.stringify(good.body)
}

/** Head and body of the good answer, as one text of HTTP. */
export function goodBytes(exchange: Exchange): Buffer {
  const body = Buffer.from(goodText(exchange))
  return Buffer.concat([headOf(exchange, `content-length: ${body.length}`), body])
}

/** The head of a good answer, with this line in it. */
export function headOf({ good }: Exchange, line: string): Buffer {
  const lines = Object.entries(good.headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.from(`HTTP/1.1 ${good.status} OK\r\n${lines.join('')}${line}\r\n\r\n`)
}
