import { promisify } from 'node:util'
import { brotliCompress, constants, crc32, deflateRaw } from 'node:zlib'

/** Ways in which a body is sent, best first. */
export const ENCODINGS = ['br', 'gzip', 'identity'] as const
export type Encoding = (typeof ENCODINGS)[number]

/** Browsers of one kind send the same header every time; what it means is kept of so many. */
const MOST_KNOWN = 64
const known = new Map<string, Encoding>()

/** The best encoding that a caller takes, by its Accept-Encoding header (RFC 9110, section 12.5.3). */
export function chooseEncoding(accepted = ''): Encoding {
  const before = known.get(accepted)
  if (before !== undefined) return before
  const chosen = bestOf(accepted)
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(accepted, chosen)
  return chosen
}

function bestOf(accepted: string): Encoding {
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

/**
 * A body in two parts: a large start that is compressed once and kept, and a small end that differs from answer
 * to answer. Both compressed formats can take plain blocks at any byte, so the end is appended as it is.
 */
export type CompressedStart = { encoding: Encoding; bytes: Uint8Array; checksum: number; length: number }

const brotli = promisify(brotliCompress)
const deflate = promisify(deflateRaw)

// Above these levels the time doubles for a few percent of size.
export const BROTLI_QUALITY = 5
export const DEFLATE_LEVEL = 6

/** Compresses the start of a body, ending on a whole byte and leaving the stream open. */
export async function compressStart(plain: Uint8Array, encoding: Encoding): Promise<CompressedStart> {
  return {
    encoding,
    bytes: await compress(plain, encoding),
    checksum: encoding === 'gzip' ? crc32(plain) : 0,
    length: plain.byteLength,
  }
}

async function compress(plain: Uint8Array, encoding: Encoding): Promise<Uint8Array> {
  switch (encoding) {
    case 'br':
      return brotli(plain, {
        finishFlush: constants.BROTLI_OPERATION_FLUSH,
        params: {
          [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
          [constants.BROTLI_PARAM_SIZE_HINT]: plain.byteLength,
        },
      })
    case 'gzip':
      return deflate(plain, { finishFlush: constants.Z_SYNC_FLUSH, level: DEFLATE_LEVEL })
    case 'identity':
    default:
      return plain
  }
}

/** The whole body: the kept start, and `end` after it. */
export function finishBody(start: CompressedStart, end: Uint8Array): Uint8Array<ArrayBuffer> {
  switch (start.encoding) {
    case 'br':
      return Buffer.concat([start.bytes, ...chunks(end, 65_536).flatMap(brotliPlainBlock), BROTLI_LAST])
    case 'gzip':
      return Buffer.concat([GZIP_HEADER, start.bytes, ...deflatePlainBlocks(end), gzipTrailer(start, end)])
    case 'identity':
    default:
      return Buffer.concat([start.bytes, end])
  }
}

function chunks(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.byteLength / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  )
}

/** RFC 7932, section 9.2: not last, length in four nibbles, uncompressed, then padding to the byte. */
function brotliPlainBlock(bytes: Uint8Array): Uint8Array[] {
  const header = ((bytes.byteLength - 1) << 3) | (1 << 19)
  return [Uint8Array.of(header & 255, (header >> 8) & 255, header >> 16), bytes]
}

/** RFC 7932, section 9.2: last, and empty. */
const BROTLI_LAST = Uint8Array.of(3)

/** RFC 1952, section 2.3: deflate, no name, no time, unknown system. */
const GZIP_HEADER = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255)

/** RFC 1951, section 3.2.4: stored blocks, the last one marked and possibly empty. */
function deflatePlainBlocks(bytes: Uint8Array): Uint8Array[] {
  const blocks = chunks(bytes, 65_535).map((chunk) => [storedHeader(0, chunk.byteLength), chunk])
  return [...blocks.flat(), storedHeader(1, 0)]
}

function storedHeader(last: number, length: number): Uint8Array {
  return Uint8Array.of(last, length & 255, length >> 8, ~length & 255, (~length >> 8) & 255)
}

function gzipTrailer(start: CompressedStart, end: Uint8Array): Uint8Array {
  const trailer = Buffer.alloc(8)
  trailer.writeUInt32LE(crc32(end, start.checksum), 0)
  trailer.writeUInt32LE((start.length + end.byteLength) % 2 ** 32, 4)
  return trailer
}
