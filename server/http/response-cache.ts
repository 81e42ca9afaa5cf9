import { LRUCache } from 'lru-cache'

type Bytes = Uint8Array<ArrayBuffer>

/** Makes a body, chunk by chunk, as it is read. */
type MakeBody = () => AsyncIterable<Uint8Array>

/**
 * Finished response bodies by key: an ETag and an encoding. Requests for a body that is being made share it, and the
 * fastest of them sets the pace.
 */
export type ResponseCache = {
  get(key: string): Bytes | undefined
  /** The whole body, made now if it is not cached; null if too many are being made. */
  whole(key: string, make: MakeBody): Promise<Bytes> | null
  /** The same as a stream, which starts with the first chunk. */
  stream(key: string, make: MakeBody): ReadableStream<Uint8Array> | null
  /** Bytes of all cached bodies. */
  sizeBytes(): number
}

export type ResponseCacheOptions = {
  maxBytes: number
  /** Bodies that may be under construction at a time; each holds a compressor and its chunks so far. */
  maxConcurrent: number
}

/** Memory of an entry besides its bytes. */
const ENTRY_BYTES = 1024

/** A body under construction. */
type Construction = {
  chunks: Uint8Array[]
  readers: number
  /** Set when the last chunk was made. */
  body: Bytes | null
  /** Makes the next chunk. Concurrent calls share one; after a failure every call fails. */
  advance(): Promise<void>
  /** To be called by each reader when it stops reading. */
  leave(): void
}

export function createResponseCache({ maxBytes, maxConcurrent }: ResponseCacheOptions): ResponseCache {
  const finished = new LRUCache<string, Bytes>({
    maxSize: maxBytes,
    sizeCalculation: (body, key) => body.byteLength + key.length + ENTRY_BYTES,
  })
  const constructions = new Map<string, Construction>()

  function join(key: string, make: MakeBody): Construction | null {
    const known = constructions.get(key)
    if (known === undefined && constructions.size >= maxConcurrent) return null
    const construction = known ?? construct(make, (body) => end(key, body))
    constructions.set(key, construction)
    construction.readers += 1
    return construction
  }

  function end(key: string, body: Bytes | null) {
    constructions.delete(key)
    if (body !== null) finished.set(key, body)
  }

  return {
    get: (key) => finished.get(key),
    whole: (key, make) => {
      const construction = join(key, make)
      return construction && readWhole(construction)
    },
    stream: (key, make) => {
      const construction = join(key, make)
      return construction && readChunks(construction)
    },
    sizeBytes: () => finished.calculatedSize,
  }
}

/** `onEnd` gets the finished body, or null after a failure or once the last reader has left. */
function construct(make: MakeBody, onEnd: (body: Bytes | null) => void): Construction {
  const source = make()[Symbol.asyncIterator]()
  let pending: Promise<void> | undefined

  async function step() {
    const result = await source.next().catch((error: unknown) => {
      onEnd(null)
      throw error
    })
    if (result.done === true) onEnd((construction.body = concat(construction.chunks)))
    else construction.chunks.push(result.value)
    pending = undefined
  }

  const construction: Construction = {
    chunks: [],
    readers: 0,
    body: null,
    advance: () => (pending ??= step()),
    leave: () => {
      construction.readers -= 1
      if (construction.readers > 0 || construction.body !== null) return
      onEnd(null)
      void source.return?.()
    },
  }
  return construction
}

async function readWhole(construction: Construction): Promise<Bytes> {
  try {
    while (construction.body === null) await construction.advance()
    return construction.body
  } finally {
    construction.leave()
  }
}

function readChunks(construction: Construction): ReadableStream<Uint8Array> {
  let index = 0
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          if (index >= construction.chunks.length && construction.body === null) await construction.advance()
        } catch (error) {
          construction.leave()
          throw error
        }
        const chunk = construction.chunks[index]
        index += 1
        if (chunk !== undefined) {
          controller.enqueue(chunk)
          return
        }
        construction.leave()
        controller.close()
      },
      cancel: () => construction.leave(),
    },
    { highWaterMark: 0 },
  )
}

/** Copies into a buffer of exactly this size: a slice of Node's shared pool would keep the whole pool alive. */
function concat(chunks: readonly Uint8Array[]): Bytes {
  const bytes = new Uint8Array(chunks.reduce((sum, { byteLength }) => sum + byteLength, 0))
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return bytes
}
