import { QueryClient } from '@tanstack/react-query'
import { expect, test, vi } from 'vitest'

import { persistQueries, restoreQueries } from './persist-queries.ts'

const ANSWER = { source: 'live', regions: [] }

function createStore(kept: Map<string, Response>) {
  const pathOf = (key: RequestInfo | URL) =>
    new URL(key instanceof Request ? key.url : key, 'http://page.example').pathname
  return {
    keys: async () => [...kept.keys()].map((path) => new Request(`http://page.example${path}`)),
    match: async (key: RequestInfo | URL) => kept.get(pathOf(key))?.clone(),
    put: async (key: RequestInfo | URL, response: Response) => void kept.set(pathOf(key), response),
    delete: async (key: RequestInfo | URL) => kept.delete(pathOf(key)),
  }
}

test('answers that come are there again in the next visit, and pass for old', async () => {
  const kept = new Map<string, Response>()
  const first = new QueryClient()
  persistQueries(first, createStore(kept))
  first.setQueryData(['regions'], ANSWER)
  first.setQueryData(['status'], { secret: 'not kept' })
  await vi.waitFor(() => expect([...kept.keys()]).toEqual(['/regions']))

  const next = new QueryClient()
  await restoreQueries(next, createStore(kept))
  expect(next.getQueryData(['regions'])).toEqual(ANSWER)
  expect(next.getQueryState(['regions'])?.dataUpdatedAt).toBe(1)
})

test('an answer that is already there is newer', async () => {
  const kept = new Map([['/regions', Response.json({ source: 'live', key: ['regions'], data: ANSWER })]])
  const queryClient = new QueryClient()
  queryClient.setQueryData(['regions'], { ...ANSWER, source: 'sample' })
  await restoreQueries(queryClient, createStore(kept))
  expect(queryClient.getQueryData(['regions'])).toMatchObject({ source: 'sample' })
})

test('answers of the sample never stand in for those of an account', async () => {
  const sample = { source: 'sample', key: ['regions'], data: { ...ANSWER, source: 'sample' } }
  const kept = new Map([['/regions', Response.json(sample)]])
  const queryClient = new QueryClient()
  queryClient.setQueryData(['source'], 'live')
  await restoreQueries(queryClient, createStore(kept))
  expect(kept.size).toBe(0)
  expect(queryClient.getQueryData(['regions'])).toBeUndefined()
})

test.each([
  '{',
  'null',
  '{"source":"live","key":["regions"],"data":{}}',
  '{"source":"live","key":["status"],"data":{}}',
])('what is not understood is thrown away: %s', async (text) => {
  const kept = new Map([['/regions', new Response(text)]])
  const queryClient = new QueryClient()
  await restoreQueries(queryClient, createStore(kept))
  expect(kept.size).toBe(0)
  expect(queryClient.getQueryCache().getAll()).toEqual([])
})
