import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { reportFailure, useConnection } from './connection.ts'
import { ApiError } from './errors.ts'

const UNREADABLE = new ApiError({
  code: 'BAD_ANSWER',
  detail: 'regions: should be an object',
  retryable: true,
  retryAfterMs: null,
  upstream: null,
})

/** The server's response to a request for the page's own file. */
function stubPageFile(response: Response) {
  const fetch = vi.fn<typeof globalThis.fetch>(() => Promise.resolve(response))
  vi.stubGlobal('fetch', fetch)
  return fetch
}

beforeEach(() => {
  vi.stubGlobal('sessionStorage', { getItem: () => null })
  useConnection.setState({ lost: null })
})
afterEach(() => void vi.unstubAllGlobals())

test('an answer the page cannot read makes it check whether it is outdated', async () => {
  const notFound = {
    type: '',
    title: '',
    status: 404,
    code: 'NOT_FOUND',
    detail: '',
    hint: '',
    retryable: false,
  }
  const more = { retryAfterMs: null, upstream: null, ref: 'r1' }
  stubPageFile(Response.json({ ...notFound, ...more }, { status: 404 }))
  reportFailure(UNREADABLE)
  await vi.waitFor(() => expect(useConnection.getState().lost).toBe('OUTDATED'))
})

test('a page is not outdated while the server still has its file', async () => {
  const fetch = stubPageFile(new Response('export {}'))
  reportFailure(UNREADABLE)
  await vi.waitFor(() => expect(fetch).toHaveBeenCalledOnce())
  await Promise.resolve()
  expect(useConnection.getState().lost).toBeNull()
})
