import { pipeline, Readable } from 'node:stream'
import { constants, createBrotliCompress, createGzip } from 'node:zlib'

import { BROTLI_QUALITY, DEFLATE_LEVEL, type Encoding } from './compression.ts'

/**
 * A body that is written while it is sent: no piece is asked for before the one before it has left, so that it takes
 * the memory of a few pieces however long it is, and a reader has its start at once.
 */
export function streamPieces(pieces: Iterable<string>, encoding: Encoding): ReadableStream<Uint8Array> {
  return ReadableStream.from<Uint8Array>(encoded(pieces, encoding))
}

function encoded(pieces: Iterable<string>, encoding: Encoding): Iterable<Uint8Array> | Readable {
  switch (encoding) {
    case 'br': {
      const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY }
      return compressed(pieces, createBrotliCompress({ flush: constants.BROTLI_OPERATION_FLUSH, params }))
    }
    case 'gzip':
      return compressed(pieces, createGzip({ flush: constants.Z_SYNC_FLUSH, level: DEFLATE_LEVEL }))
    case 'identity':
    default:
      return plain(pieces)
  }
}

function* plain(pieces: Iterable<string>): Generator<Uint8Array> {
  for (const piece of pieces) yield Buffer.from(piece)
}

function compressed(pieces: Iterable<string>, compressor: NodeJS.ReadWriteStream & Readable): Readable {
  // Whoever reads hears of a failure, from the compressor.
  pipeline(Readable.from(pieces), compressor, () => {})
  return compressor
}
