import { brotliDecompressSync, gunzipSync } from 'node:zlib'

import { array, assert, asyncProperty, string } from 'fast-check'
import { expect, test } from 'vitest'

import { chooseEncoding, compress, compressPieces, type Encoding, ENCODINGS } from './compression.ts'

const DECODERS: Record<Encoding, (body: Uint8Array) => Uint8Array> = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
  identity: (body) => body,
}

const decode = (body: Uint8Array, encoding: Encoding) => Buffer.from(DECODERS[encoding](body)).toString()

test.each(ENCODINGS)('text in %s decodes to the original, whole or in chunks', async (encoding) => {
  await assert(
    asyncProperty(array(string({ unit: 'grapheme', maxLength: 1000 })), async (pieces) => {
      const text = pieces.join('')
      expect(decode(await compress(text, encoding), encoding)).toBe(text)
      const chunks = await Array.fromAsync(compressPieces(pieces, encoding))
      expect(decode(Buffer.concat(chunks), encoding)).toBe(text)
    }),
    { numRuns: 100 },
  )
})

test.each(ENCODINGS)('long text in %s decodes to the original', async (encoding) => {
  const pieces = ['images'.repeat(50_000), 'regions'.repeat(30_000)]
  expect(decode(await compress(pieces.join(''), encoding), encoding)).toBe(pieces.join(''))
  const chunks = await Array.fromAsync(compressPieces(pieces, encoding))
  expect(decode(Buffer.concat(chunks), encoding)).toBe(pieces.join(''))
})

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
])('Accept-Encoding "%s" gets %s', (accepted, encoding) => {
  expect(chooseEncoding(accepted)).toBe(encoding)
})
