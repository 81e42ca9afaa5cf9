import { brotliDecompressSync, gunzipSync } from 'node:zlib'

import { assert, asyncProperty, uint8Array } from 'fast-check'
import { expect, test } from 'vitest'

import { chooseEncoding, compressStart, type Encoding, finishBody } from './compression.ts'

const DECODERS: Record<Encoding, (body: Uint8Array) => Uint8Array> = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
  identity: (body) => body,
}

test.each(['br', 'gzip', 'identity'] as const)(
  'a body in %s reads as its start and its end',
  async (encoding) => {
    await assert(
      asyncProperty(uint8Array({ maxLength: 3000 }), uint8Array({ maxLength: 3000 }), async (start, end) => {
        const body = finishBody(await compressStart(start, encoding), end)
        expect(Buffer.from(DECODERS[encoding](body))).toEqual(Buffer.concat([start, end]))
      }),
      { numRuns: 100 },
    )
  },
)

test.each(['br', 'gzip', 'identity'] as const)(
  'an end of more than one block reads in %s',
  async (encoding) => {
    const [start, end] = [Buffer.alloc(300_000, 'images'), Buffer.alloc(200_000, 'regions')]
    const body = finishBody(await compressStart(start, encoding), end)
    expect(Buffer.concat([start, end]).equals(DECODERS[encoding](body))).toBe(true)
  },
)

test.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip', 'gzip'],
  ['br;q=0, gzip;q=0.5', 'gzip'],
  ['*', 'br'],
  ['*;q=0', 'identity'],
  ['zstd', 'identity'],
  ['', 'identity'],
  [undefined, 'identity'],
  [';;;q=,,=', 'identity'],
])('of "%s" takes %s', (accepted, encoding) => {
  expect(chooseEncoding(accepted)).toBe(encoding)
})
