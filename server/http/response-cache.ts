import { type CompressedStart, compressStart, type Encoding } from './compression.ts'

/** What is kept under a name, and which version of it: a newer one takes the place of the one before. */
export type Kept = { name: string; version: string }

/** Keeps the starts of bodies, compressed once per version however many ask. */
export type BodyCache = {
  /** `write` is asked for the text only where that version is not kept. */
  start(what: Kept, encoding: Encoding, write: () => string): Promise<CompressedStart>
  /** Whether that version is kept, or being made. */
  has(what: Kept, encoding: Encoding): boolean
  /** Bytes that are kept now. */
  sizeBytes(): number
}

type Entry = { version: string; start: Promise<CompressedStart>; sizeBytes: number }

/** What an entry takes beside its bytes; without it there could be very many small ones. */
const ENTRY_BYTES = 1024

/** Keeps at most `limitBytes`, the least recently used going first. */
export function createBodyCache(limitBytes: number): BodyCache {
  const entries = new Map<string, Entry>()
  let total = 0

  function forget(place: string) {
    total -= entries.get(place)?.sizeBytes ?? 0
    entries.delete(place)
  }

  function trim() {
    for (const place of entries.keys()) {
      if (total <= limitBytes) return
      forget(place)
    }
  }

  async function make(what: Kept, encoding: Encoding, write: () => string): Promise<CompressedStart> {
    const plain =
      encoding === 'identity' ? Buffer.from(write()) : (await start(what, 'identity', write)).bytes
    const made = await compressStart(plain, encoding)
    return { ...made, bytes: alone(made.bytes) }
  }

  function start(what: Kept, encoding: Encoding, write: () => string): Promise<CompressedStart> {
    const place = `${encoding} ${what.name}`
    const found = entries.get(place)
    if (found?.version === what.version) {
      entries.delete(place)
      entries.set(place, found)
      return found.start
    }
    forget(place)
    const entry = { version: what.version, start: make(what, encoding, write), sizeBytes: 0 }
    entries.set(place, entry)
    return entry.start.then(
      (made) => {
        if (entries.get(place) !== entry) return made
        entry.sizeBytes = made.bytes.byteLength + place.length + ENTRY_BYTES
        total += entry.sizeBytes
        trim()
        return made
      },
      (error: unknown) => {
        if (entries.get(place) === entry) forget(place)
        throw error
      },
    )
  }

  return {
    start,
    has: ({ name, version }, encoding) => entries.get(`${encoding} ${name}`)?.version === version,
    sizeBytes: () => total,
  }
}

/** The same bytes in memory of their own: a few that stand in a long buffer would keep all of it. */
function alone(bytes: Uint8Array): Uint8Array {
  return bytes.buffer.byteLength === bytes.byteLength ? bytes : new Uint8Array(bytes)
}
