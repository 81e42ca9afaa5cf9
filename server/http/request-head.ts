import type { IncomingMessage } from 'node:http'

import { normalizePeer } from './auth/ip-ranges.ts'

/** The head of a request as it arrived, with nothing decoded, normalized or merged, and the peer that sent it. */
export type RequestHead = {
  method: string
  /** The request target, such as `/api/images?region=cn-hangzhou`. */
  target: string
  httpVersion: string
  /** IP address of the other end; empty on a Unix socket, and once the connection is gone. */
  peer: string
  /** Lower-case names, each with all its values in order. */
  headers: ReadonlyMap<string, readonly string[]>
}

export function parseHead(incoming: IncomingMessage): RequestHead {
  const headers = new Map<string, string[]>()
  const raw = incoming.rawHeaders
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = (raw[index] ?? '').toLowerCase()
    const value = raw[index + 1] ?? ''
    const values = headers.get(name)
    if (values === undefined) headers.set(name, [value])
    else values.push(value)
  }
  return {
    method: incoming.method ?? '',
    target: incoming.url ?? '',
    httpVersion: incoming.httpVersion,
    peer: normalizePeer(incoming.socket.remoteAddress),
    headers,
  }
}

/** The value of a header. Repeated headers are joined by commas, so they never equal a single value. */
export function headerOf(head: RequestHead, name: string): string | undefined {
  return head.headers.get(name)?.join(', ')
}

/** The target without its query. */
export function pathOf({ target }: Pick<RequestHead, 'target'>): string {
  const query = target.indexOf('?')
  return query === -1 ? target : target.slice(0, query)
}
