import type { RequestHead } from '../http/request-head.ts'

/** For tests: the head of a GET from a peer on the loopback address, with these headers. */
export function fakeHead(
  headers: Record<string, readonly string[]> = {},
  rest: Partial<Omit<RequestHead, 'headers'>> = {},
): RequestHead {
  return {
    method: 'GET',
    target: '/',
    httpVersion: '1.1',
    peer: '127.0.0.1',
    ...rest,
    headers: new Map(Object.entries(headers)),
  }
}
