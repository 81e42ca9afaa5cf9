import { describe, expect, test } from 'vitest'

import { createBodyCache } from './body-cache.ts'
import { ENCODINGS } from './encodings.ts'

const KIBIBYTE = 1024

describe('bodies that are kept', () => {
  test.each(ENCODINGS)('take no more memory than is counted, as %s', async (encoding) => {
    const cache = createBodyCache(64 * KIBIBYTE)
    const { bytes } = await cache.start('one', encoding, () => '{"images":[]}')
    // A short piece of a long buffer keeps all of it.
    expect(bytes.buffer.byteLength).toBe(bytes.byteLength)
  })

  test('are no more than fit, however small they are', async () => {
    const cache = createBodyCache(64 * KIBIBYTE)
    let written = 0
    const ask = (number: number) =>
      cache.start(`q=${number}`, 'identity', () => {
        written += 1
        return '{}'
      })
    for (let number = 0; number < 1000; number += 1) await ask(number)
    expect(cache.sizeBytes()).toBeLessThanOrEqual(64 * KIBIBYTE)
    written = 0
    for (let number = 999; number >= 0; number -= 1) await ask(number)
    expect(written).toBeGreaterThan(900)
  })
})
