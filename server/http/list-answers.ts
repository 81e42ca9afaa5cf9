import { createHash } from 'node:crypto'

import type { ListFormat } from '#contract/api.ts'
import type { ImagesAnswer } from '#contract/images.ts'
import { kept } from '#contract/memoize.ts'

import type { ImageQuestion, VersionedImages } from '../catalogue/use-cases.ts'
import { chooseEncoding } from './compression.ts'
import { isKnown } from './conditional.ts'
import type { Finished } from './finished.ts'
import { BODILESS_HEADERS } from './middleware/security-headers.ts'
import type { BodyCache } from './response-cache.ts'
import { finishKept } from './response.ts'
import { jsonPieces } from './routes/image-formats.ts'

/** What of a request decides which bytes answer it. */
export type Wants = { acceptEncoding: string | undefined; ifNoneMatch: string | undefined }

/** Lists as JSON: their bytes are made once, and given again as long as the catalogue gives the same list. */
export type ListAnswers = {
  finish(question: ImageQuestion, list: VersionedImages, wants: Wants): Finished | Promise<Finished>
  /** Whether the list is long and nobody has had it yet, so that its first row would wait for its last. */
  isBetterStreamed(question: ImageQuestion, list: VersionedImages, wants: Wants): boolean
  /** The same bytes piece by piece, before they are compressed; once they are all sent they are kept. */
  stream(question: ImageQuestion, list: VersionedImages, wants: Wants): Iterable<string>
}

/** Longer lists are sent while they are written, the first time. */
const MOST_AT_ONCE = 2000

/** Larger bodies are put together for each request from their kept start. */
const LARGEST_KEPT_BYTES = 256 * 1024

export function createListAnswers(cache: BodyCache): ListAnswers {
  const shelves = kept((_list: VersionedImages) => new Map<string, Finished>())

  async function make(question: ImageQuestion, list: VersionedImages, { acceptEncoding }: Wants) {
    const encoding = chooseEncoding(acceptEncoding)
    const finished = await finishKept(cache, encoding, {
      what: { name: JSON.stringify(question), version: list.version },
      writeStart: () => startOf(list),
      end: endOf(list),
      headers: { 'Content-Type': JSON_TYPE, ETag: tagOf(list, 'json') },
    })
    if ((finished.body?.byteLength ?? 0) <= LARGEST_KEPT_BYTES) shelves(list).set(encoding, finished)
    return finished
  }

  function finish(question: ImageQuestion, list: VersionedImages, wants: Wants) {
    const tag = tagOf(list, 'json')
    const shelf = shelves(list)
    if (isKnown(wants.ifNoneMatch, tag)) {
      const finished = shelf.get('304') ?? notModified(tag)
      shelf.set('304', finished)
      return finished
    }
    return shelf.get(chooseEncoding(wants.acceptEncoding)) ?? make(question, list, wants)
  }

  /** Whoever comes while one list is streamed waits for it to be made once for all: a stream costs as much for each. */
  const streamed = new Set<string>()

  return {
    finish,
    isBetterStreamed(question, list, { acceptEncoding, ifNoneMatch }) {
      if (list.images.length <= MOST_AT_ONCE || isKnown(ifNoneMatch, tagOf(list, 'json'))) return false
      const name = JSON.stringify(question)
      return (
        !streamed.has(name) && !cache.has({ name, version: list.version }, chooseEncoding(acceptEncoding))
      )
    },
    *stream(question, list, wants) {
      const name = JSON.stringify(question)
      streamed.add(name)
      try {
        yield '{"images":'
        yield* jsonPieces(list.images)
        yield `,"total":${list.total},"regions":${endOf(list)}`
        // Nobody waits for it, and it fails only where writing what was written fails.
        void Promise.resolve(finish(question, list, { ...wants, ifNoneMatch: undefined })).catch(() => {})
      } finally {
        streamed.delete(name)
      }
    },
  }
}

/** As RFC 9110, section 15.4.5, has it: what the whole answer would have said of caching. */
export function notModified(tag: string): Finished {
  return { status: 304, headers: { ...BODILESS_HEADERS, ETag: tag, Vary: 'Accept-Encoding' }, body: null }
}

export const JSON_TYPE = 'application/json; charset=utf-8'

/** A list as JSON, up to what differs from answer to answer. */
export function startOf({ images, total }: ImagesAnswer): string {
  return `{"images":${JSON.stringify(images)},"total":${total},"regions":`
}

/** The rest: the regions with their ages. */
export function endOf({ regions }: ImagesAnswer): string {
  return `${JSON.stringify(regions)}}`
}

const tags = kept((_list: VersionedImages) => new Map<ListFormat, string>())

/** Weak: the same tag names every encoding of the list. */
export function tagOf(list: VersionedImages, format: ListFormat): string {
  const made = tags(list).get(format) ?? makeTag(list, format)
  tags(list).set(format, made)
  return made
}

function makeTag({ version, regions }: VersionedImages, format: ListFormat): string {
  const digest = createHash('sha256').update(JSON.stringify([version, format, regions]))
  return `W/"${digest.digest('base64url').slice(0, 22)}"`
}
