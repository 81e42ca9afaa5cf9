import { focusManager, onlineManager, QueryObserver } from '@tanstack/react-query'
import { afterEach, expect, test, vi } from 'vitest'

import { ApiError } from './errors.ts'
import { createQueryClient } from './query-client.ts'

afterEach(() => {
  vi.useRealTimers()
  focusManager.setFocused(undefined)
  onlineManager.setOnline(true)
})

function failing() {
  const detail = 'The calls of this minute are used up.'
  const failure = {
    code: 'LOCAL_QUOTA',
    detail,
    retryable: true,
    retryAfterMs: 1000,
    upstream: null,
  } as const
  return vi.fn(() => Promise.reject(new ApiError(failure)))
}

test('a failed query is not retried: not over time, on window focus or on reconnect', async () => {
  vi.useFakeTimers()
  const client = createQueryClient()
  client.mount()
  const ask = failing()
  const stop = new QueryObserver(client, { queryKey: ['one'], queryFn: ask }).subscribe(() => {})
  await vi.advanceTimersByTimeAsync(60_000)
  for (const is of [false, true]) {
    focusManager.setFocused(is)
    onlineManager.setOnline(is)
    await vi.advanceTimersByTimeAsync(60_000)
  }
  expect(ask).toHaveBeenCalledTimes(1)
  stop()
  client.unmount()
})

test('queries run while the browser reports being offline: the server may run on this machine', async () => {
  onlineManager.setOnline(false)
  const ask = failing()
  await expect(createQueryClient().fetchQuery({ queryKey: ['one'], queryFn: ask })).rejects.toThrow(
    'LOCAL_QUOTA',
  )
  expect(ask).toHaveBeenCalledTimes(1)
})
