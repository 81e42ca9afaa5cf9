import { type CompressedStart, compressStart, type Encoding } from './encodings.ts'

/** Keeps the starts of bodies, compressed once per version however many ask. */
export type BodyCache = {
  /** `key` stands for the content; `write` is asked for the text only where nothing is kept under it. */
  start(key: string, encoding: Encoding, write: () => string): Promise<CompressedStart>
  /** Bytes that are kept now. */
  sizeBytes(): number
}

/** What an entry takes beside its bytes; without it there could be very many small ones. */
const ENTRY_BYTES = 1024

/** Keeps at most `limitBytes`, the least recently used going first. */
export function createBodyCache(limitBytes: number): BodyCache {
  const kept = new Map<string, { start: Promise<CompressedStart>; sizeBytes: number }>()
  let total = 0

  function forget(key: string) {
    total -= kept.get(key)?.sizeBytes ?? 0
    kept.delete(key)
  }

  function trim() {
    for (const key of kept.keys()) {
      if (total <= limitBytes) return
      forget(key)
    }
  }

  async function make(key: string, encoding: Encoding, write: () => string): Promise<CompressedStart> {
    const plain = encoding === 'identity' ? Buffer.from(write()) : (await start(key, 'identity', write)).bytes
    const made = await compressStart(plain, encoding)
    return { ...made, bytes: alone(made.bytes) }
  }

  function start(key: string, encoding: Encoding, write: () => string): Promise<CompressedStart> {
    const place = `${encoding} ${key}`
    const found = kept.get(place)
    if (found !== undefined) {
      kept.delete(place)
      kept.set(place, found)
      return found.start
    }
    const entry = { start: make(key, encoding, write), sizeBytes: 0 }
    kept.set(place, entry)
    return entry.start.then(
      (made) => {
        if (kept.get(place) !== entry) return made
        entry.sizeBytes = made.bytes.byteLength + place.length + ENTRY_BYTES
        total += entry.sizeBytes
        trim()
        return made
      },
      (error: unknown) => {
        if (kept.get(place) === entry) forget(place)
        throw error
      },
    )
  }

  return { start, sizeBytes: () => total }
}

/** The same bytes in memory of their own: a few that stand in a long buffer would keep all of it. */
function alone(bytes: Uint8Array): Uint8Array {
  return bytes.buffer.byteLength === bytes.byteLength ? bytes : new Uint8Array(bytes)
}
