import { pipeline, Readable } from 'node:stream'
import { promisify } from 'node:util'
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib'

/** Supported content encodings, in order of preference. */
export const ENCODINGS = ['br', 'gzip', 'identity'] as const
export type Encoding = (typeof ENCODINGS)[number]

// Above these levels the time doubles for a few percent of size.
const BROTLI_PARAMS = { [constants.BROTLI_PARAM_QUALITY]: 5 }
const GZIP_LEVEL = 6

const brotliAsync = promisify(brotliCompress)
const gzipAsync = promisify(gzip)

/** The preferred encoding that an Accept-Encoding header allows (RFC 9110, section 12.5.3). */
export function chooseEncoding(accepted = ''): Encoding {
  const weights = new Map<string, number>()
  for (const part of accepted.split(',')) {
    const [name = '', weight = ''] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*q=/)
    weights.set(name, weight === '' ? 1 : Number(weight))
  }
  const wildcard = weights.get('*') ?? 0
  return ENCODINGS.find((encoding) => (weights.get(encoding) ?? wildcard) > 0) ?? 'identity'
}

/** Compresses a whole text. */
export async function compress(text: string, encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> {
  const plain = Buffer.from(text)
  switch (encoding) {
    case 'br': {
      const params = { ...BROTLI_PARAMS, [constants.BROTLI_PARAM_SIZE_HINT]: plain.byteLength }
      return brotliAsync(plain, { params })
    }
    case 'gzip':
      return gzipAsync(plain, { level: GZIP_LEVEL })
    case 'identity':
    default:
      return plain
  }
}

/**
 * Compresses a text piece by piece. A piece is requested only after the one before it has been read, so a body of any
 * length takes the memory of a few pieces and starts at once.
 */
export function compressPieces(pieces: Iterable<string>, encoding: Encoding): AsyncIterable<Uint8Array> {
  switch (encoding) {
    case 'br':
      return pipe(
        pieces,
        createBrotliCompress({ flush: constants.BROTLI_OPERATION_FLUSH, params: BROTLI_PARAMS }),
      )
    case 'gzip':
      return pipe(pieces, createGzip({ flush: constants.Z_SYNC_FLUSH, level: GZIP_LEVEL }))
    case 'identity':
    default:
      return encode(pieces)
  }
}

async function* encode(pieces: Iterable<string>): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield Buffer.from(piece)
}

function pipe(pieces: Iterable<string>, compressor: NodeJS.ReadWriteStream & Readable): Readable {
  // The reader gets the error from the compressor.
  pipeline(Readable.from(pieces), compressor, () => {})
  return compressor
}
