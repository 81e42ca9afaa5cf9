import { expect, test, vi } from 'vitest'

import { compressPieces, ENCODINGS } from './compression.ts'
import { createResponseCache } from './response-cache.ts'

const KIBIBYTE = 1024
const LIMITS = { maxBytes: KIBIBYTE ** 2, maxConcurrent: 4 }

/** A body of these chunks, and how many of them were produced. */
function bodyOf(...chunks: readonly string[]) {
  const state = { made: 0, ended: false }
  async function* generate() {
    try {
      for (const chunk of chunks) {
        state.made += 1
        yield Buffer.from(chunk)
      }
    } finally {
      state.ended = true
    }
  }
  return { state, make: vi.fn(generate) }
}

test.each(ENCODINGS)('a cached body uses no more memory than counted, as %s', async (encoding) => {
  const cache = createResponseCache(LIMITS)
  const body = await cache.whole('key', () => compressPieces(['{"images":[]}'], encoding))
  // A slice of Node's buffer pool would retain the whole pool.
  expect(body?.buffer.byteLength).toBe(body?.byteLength)
})

test('the total size of cached bodies stays below the limit, even with many small ones', async () => {
  const cache = createResponseCache({ ...LIMITS, maxBytes: 64 * KIBIBYTE })
  for (let number = 0; number < 1000; number += 1) await cache.whole(`q=${number}`, bodyOf('{}').make)
  expect(cache.sizeBytes()).toBeLessThanOrEqual(64 * KIBIBYTE)
  expect(cache.get('q=999')?.byteLength).toBe(2)
  expect(cache.get('q=900')).toBeUndefined()
})

test('a body larger than the cache is sent and not cached', async () => {
  const cache = createResponseCache({ ...LIMITS, maxBytes: KIBIBYTE })
  expect((await cache.whole('key', bodyOf('x'.repeat(5000)).make))?.byteLength).toBe(5000)
  expect([cache.get('key'), cache.sizeBytes()]).toEqual([undefined, 0])
})

test('concurrent requests for one body share it, whole or streamed', async () => {
  const cache = createResponseCache(LIMITS)
  const { make, state } = bodyOf('one ', 'two ', 'three')
  const stream = cache.stream('key', make)
  const whole = cache.whole('key', make)
  const texts = [await new Response(stream).text(), Buffer.from((await whole) ?? []).toString()]
  expect(texts).toEqual(['one two three', 'one two three'])
  expect([make.mock.calls.length, state.made]).toEqual([1, 3])
  expect(Buffer.from(cache.get('key') ?? []).toString()).toBe('one two three')
})

test('a slow reader does not delay a fast one, and alone it causes no chunks ahead of its reads', async () => {
  const cache = createResponseCache(LIMITS)
  const { make, state } = bodyOf('one ', 'two ', 'three')
  const slow = cache.stream('key', make)?.getReader()
  await slow?.read()
  await new Promise((resolve) => void setImmediate(resolve))
  expect(state.made).toBe(1)
  expect(Buffer.from((await cache.whole('key', make)) ?? []).toString()).toBe('one two three')
  expect(Buffer.from((await slow?.read())?.value ?? []).toString()).toBe('two ')
  expect(make).toHaveBeenCalledTimes(1)
})

test('the number of bodies under construction is limited', async () => {
  const cache = createResponseCache(LIMITS)
  const bodies = Array.from({ length: 60 }, (_, number) => ({ key: `q=${number}`, ...bodyOf('a', 'b') }))
  const streams = bodies.map(({ key, make }) => cache.stream(key, make))
  expect(streams.filter((stream) => stream !== null)).toHaveLength(4)
  expect(bodies.filter(({ make }) => make.mock.calls.length > 0)).toHaveLength(4)
  // Joining one of them does not count.
  expect(cache.stream('q=0', bodyOf().make)).not.toBeNull()
  await Promise.all(streams.map((stream) => new Response(stream).text()))
  expect(cache.whole('q=59', bodyOf('a').make)).not.toBeNull()
})

test('a body without readers is abandoned, and frees its slot', async () => {
  const cache = createResponseCache({ ...LIMITS, maxConcurrent: 1 })
  const { make, state } = bodyOf('one', 'two')
  const [first, second] = [cache.stream('key', make), cache.stream('key', make)]
  await first?.cancel()
  expect(cache.stream('other', make)).toBeNull()
  const reader = second?.getReader()
  await reader?.read()
  await reader?.cancel()
  expect([state.ended, cache.get('key')]).toEqual([true, undefined])
  expect(cache.stream('other', make)).not.toBeNull()
})

test('a failed body is not cached, not even in part, and the next request starts over', async () => {
  const cache = createResponseCache(LIMITS)
  async function* breaking() {
    yield Buffer.from('start')
    throw new Error('broken')
  }
  const slow = cache.stream('key', breaking)?.getReader()
  await slow?.read()
  await expect(cache.whole('key', breaking)).rejects.toThrow('broken')
  await expect(slow?.read()).rejects.toThrow('broken')
  expect([cache.get('key'), cache.sizeBytes()]).toEqual([undefined, 0])
  expect((await cache.whole('key', bodyOf('{}').make))?.byteLength).toBe(2)
})
