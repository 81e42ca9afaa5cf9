import { QueryClient } from '@tanstack/react-query'
import { expect, test, vi } from 'vitest'

import { persistQueries, restoreQueries } from './persist-queries.ts'

const ANSWER = { source: 'live', regions: [] }

function createStore(entries: Map<string, Response>) {
  const pathOf = (key: RequestInfo | URL) =>
    new URL(key instanceof Request ? key.url : key, 'http://page.example').pathname
  return {
    keys: async () => [...entries.keys()].map((path) => new Request(`http://page.example${path}`)),
    match: async (key: RequestInfo | URL) => entries.get(pathOf(key))?.clone(),
    put: async (key: RequestInfo | URL, response: Response) => void entries.set(pathOf(key), response),
    delete: async (key: RequestInfo | URL) => entries.delete(pathOf(key)),
  }
}

test('answers are restored as stale on the next visit', async () => {
  const entries = new Map<string, Response>()
  const first = new QueryClient()
  persistQueries(first, createStore(entries))
  first.setQueryData(['regions'], ANSWER)
  first.setQueryData(['status'], { secret: 'not stored' })
  await vi.waitFor(() => expect([...entries.keys()]).toEqual(['/regions']))

  const next = new QueryClient()
  await restoreQueries(next, createStore(entries))
  expect(next.getQueryData(['regions'])).toEqual(ANSWER)
  expect(next.getQueryState(['regions'])?.dataUpdatedAt).toBe(1)
})

test('a stored answer does not replace one that is already there', async () => {
  const entries = new Map([['/regions', Response.json({ source: 'live', key: ['regions'], data: ANSWER })]])
  const queryClient = new QueryClient()
  queryClient.setQueryData(['regions'], { ...ANSWER, source: 'sample' })
  await restoreQueries(queryClient, createStore(entries))
  expect(queryClient.getQueryData(['regions'])).toMatchObject({ source: 'sample' })
})

test('stored sample data is deleted when the server uses an account', async () => {
  const sample = { source: 'sample', key: ['regions'], data: { ...ANSWER, source: 'sample' } }
  const entries = new Map([['/regions', Response.json(sample)]])
  const queryClient = new QueryClient()
  queryClient.setQueryData(['source'], 'live')
  await restoreQueries(queryClient, createStore(entries))
  expect(entries.size).toBe(0)
  expect(queryClient.getQueryData(['regions'])).toBeUndefined()
})

test.each([
  '{',
  'null',
  '{"source":"live","key":["regions"],"data":{}}',
  '{"source":"live","key":["status"],"data":{}}',
])('an unreadable entry is deleted: %s', async (text) => {
  const entries = new Map([['/regions', new Response(text)]])
  const queryClient = new QueryClient()
  await restoreQueries(queryClient, createStore(entries))
  expect(entries.size).toBe(0)
  expect(queryClient.getQueryCache().getAll()).toEqual([])
})
