import type { IncomingMessage } from 'node:http'

import { normalizePeer } from './auth/ip-ranges.ts'

/** What a request says before its body, as it came: nothing decoded, normalised or merged; and from where. */
export type RequestHead = {
  method: string
  /** The request target, such as `/api/images?region=cn-hangzhou`. */
  target: string
  httpVersion: string
  /** The address at the other end of the connection; empty on a Unix socket, and once the connection is gone. */
  peer: string
  /** Names in lower case, each with every value that it came with, in order. */
  headers: ReadonlyMap<string, readonly string[]>
}

/** The head of a request that Node's parser let through. */
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

/** The value of a header, several joined by commas so that they equal no single value; undefined where it is missing. */
export function headerOf(head: RequestHead, name: string): string | undefined {
  return head.headers.get(name)?.join(', ')
}

/** The target up to its query. */
export function pathOf({ target }: Pick<RequestHead, 'target'>): string {
  const query = target.indexOf('?')
  return query === -1 ? target : target.slice(0, query)
}
