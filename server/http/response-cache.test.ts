import { describe, expect, test, vi } from 'vitest'

import { ENCODINGS } from './compression.ts'
import { createBodyCache } from './response-cache.ts'

const KIBIBYTE = 1024

describe('bodies that are kept', () => {
  test.each(ENCODINGS)('take no more memory than is counted, as %s', async (encoding) => {
    const cache = createBodyCache(64 * KIBIBYTE)
    const { bytes } = await cache.start({ name: 'one', version: '1' }, encoding, () => '{"images":[]}')
    // A short piece of a long buffer keeps all of it.
    expect(bytes.buffer.byteLength).toBe(bytes.byteLength)
  })

  test('are no more than fit, however small they are', async () => {
    const cache = createBodyCache(64 * KIBIBYTE)
    const write = vi.fn(() => '{}')
    const ask = (number: number) => cache.start({ name: `q=${number}`, version: '1' }, 'identity', write)
    for (let number = 0; number < 1000; number += 1) await ask(number)
    expect(cache.sizeBytes()).toBeLessThanOrEqual(64 * KIBIBYTE)
    write.mockClear()
    for (let number = 999; number >= 0; number -= 1) await ask(number)
    expect(write.mock.calls.length).toBeGreaterThan(900)
  })

  test('go when there is a newer version of them', async () => {
    const cache = createBodyCache(KIBIBYTE ** 2)
    const write = vi.fn(() => 'x'.repeat(5000))
    const ask = (version: number) => cache.start({ name: 'one', version: `${version}` }, 'gzip', write)
    await ask(1)
    const before = cache.sizeBytes()
    for (let version = 1; version <= 50; version += 1) await ask(version)
    expect(cache.sizeBytes()).toBe(before)
    expect(write).toHaveBeenCalledTimes(50)
  })

  test('that cannot be written are not kept, and nothing is counted for them', async () => {
    const cache = createBodyCache(KIBIBYTE ** 2)
    const broken = cache.start({ name: 'one', version: '1' }, 'br', () => {
      throw new Error('broken')
    })
    await expect(broken).rejects.toThrow('broken')
    expect(cache.sizeBytes()).toBe(0)
    const { length } = await cache.start({ name: 'one', version: '1' }, 'br', () => '{}')
    expect(length).toBe(2)
  })
})
