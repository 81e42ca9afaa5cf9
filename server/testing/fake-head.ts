import type { RequestHead } from '../http/request-head.ts'

/** The head of a GET request from loopback with these headers. */
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
