import { createHash } from 'node:crypto'

import { type Failure, ownFailure } from '#contract/failures.ts'
import { ALL_REGIONS, type ImagesAnswer } from '#contract/images.ts'
import type { Outcome } from '#contract/outcome.ts'
import { type ImagesQuery, imagesQuerySchema, type ListFormat } from '#contract/queries.ts'

import type { Catalogue, ImageQuestion, VersionedImages } from '../catalogue/use-cases.ts'
import { sendKept, sendPieces, sendText } from './bodies.ts'
import type { BodyCache } from './body-cache.ts'
import { isKnown } from './conditional.ts'
import { answer, type Exchange, fail } from './exchange.ts'
import { BODILESS_HEADERS } from './headers.ts'
import { csvPieces, ndjsonPieces } from './list-formats.ts'
import { parseQuery } from './query.ts'

/** Answers `GET /api/images`, from the snapshots or, with `live=1`, from one real ListImages call. */
export function imagesRoute(catalogue: Catalogue, cache: BodyCache) {
  return async (exchange: Exchange): Promise<Response> => {
    const query = parseQuery(exchange.req.url, imagesQuerySchema)
    if (!query.ok) return fail(exchange, query.failure)
    if (query.value.live === '1') return answerLive(exchange, catalogue, query.value)
    const question = questionOf(query.value)
    const outcome = await catalogue.images(question)
    return answer(
      exchange,
      outcome,
      (list) => sendList(exchange, cache, { question, format: query.value.format, list }),
      onlyRegion(query.value),
    )
  }
}

async function answerLive(exchange: Exchange, catalogue: Catalogue, query: ImagesQuery): Promise<Response> {
  const question = liveQuestion(query)
  if (!question.ok) return fail(exchange, question.failure)
  const outcome = await catalogue.liveImages(question.value)
  const send = (list: ImagesAnswer) =>
    query.format === 'json'
      ? sendText(exchange, startOf(list) + endOf(list), formatHeaders(list, 'json'))
      : sendPieces(exchange, PIECES[query.format](list.images), formatHeaders(list, query.format))
  return answer(exchange, outcome, send, question.value.regionId)
}

function questionOf({ region, type, platform, q, ids, state }: ImagesQuery): ImageQuestion {
  return {
    regions: region,
    ...(type !== undefined && { type }),
    ...(platform !== undefined && { platform }),
    ...(q !== undefined && { q }),
    ...(ids !== undefined && { ids }),
    state,
  }
}

type LiveQuestion = Parameters<Catalogue['liveImages']>[0]

function liveQuestion(query: ImagesQuery): Outcome<LiveQuestion> {
  const regionId = onlyRegion(query)
  if (regionId === undefined) return refused('With live=1 the parameter region takes exactly one region ID.')
  const { type, ids, platform, q, state } = query
  // ListImages has no such parameters, and an answer that is filtered here would not be what the cloud said.
  const foreign = platform !== undefined || q !== undefined || state !== 'current'
  if (foreign) return refused('With live=1 only the parameters region, type, ids and format are taken.')
  return {
    ok: true,
    value: { regionId, ...(type !== undefined && { type }), ...(ids !== undefined && { ids }) },
  }
}

function refused(detail: string): { ok: false; failure: Failure } {
  return { ok: false, failure: ownFailure('INVALID_REQUEST', detail) }
}

function onlyRegion({ region }: ImagesQuery): string | undefined {
  return region !== ALL_REGIONS && region.length === 1 ? region[0] : undefined
}

type List = { question: ImageQuestion; format: ListFormat; list: VersionedImages }

function sendList(exchange: Exchange, cache: BodyCache, { question, format, list }: List) {
  const headers = { ...formatHeaders(list, format), ETag: tagOf(list, format) }
  if (isKnown(exchange.req.header('if-none-match'), headers.ETag)) {
    // As RFC 9110, section 15.4.5, has it: what the whole answer would have said of caching.
    const { ETag } = headers
    return new Response(null, {
      status: 304,
      headers: { ...BODILESS_HEADERS, ETag, Vary: 'Accept-Encoding' },
    })
  }
  if (format !== 'json') return sendPieces(exchange, PIECES[format](list.images), headers)
  return sendKept(exchange, cache, {
    what: { name: JSON.stringify(question), version: list.version },
    writeStart: () => startOf(list),
    end: endOf(list),
    headers,
  })
}

/** The bare lists. Programs read them, seldom and at their own speed; pages read JSON, all at once. */
const PIECES = { csv: csvPieces, ndjson: ndjsonPieces }

/** What stays the same as long as the version does. */
function startOf({ images, total }: ImagesAnswer): string {
  return `{"images":${JSON.stringify(images)},"total":${total},"regions":`
}

/** What differs from answer to answer: the regions with their ages. */
function endOf({ regions }: ImagesAnswer): string {
  return `${JSON.stringify(regions)}}`
}

const MEDIA_TYPES: Record<ListFormat, string> = {
  json: 'application/json; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
}

function formatHeaders({ regions }: ImagesAnswer, format: ListFormat): Record<string, string> {
  const headers = { 'Content-Type': MEDIA_TYPES[format] }
  // A bare list has no room to say that it lacks regions, and must not pass for a whole one.
  const missing = Object.entries(regions).filter(([, { state }]) => state === 'failed' || state === 'never')
  if (format === 'json' || missing.length === 0) return headers
  return { ...headers, 'X-Missing-Regions': missing.map(([regionId]) => regionId).join(',') }
}

/** Weak, since the ages beside the images differ between answers that are otherwise equal. */
function tagOf({ version, regions }: VersionedImages, format: ListFormat): string {
  const states = Object.entries(regions).map(([regionId, state]) => [
    regionId,
    { ...state, ageSeconds: null },
  ])
  const digest = createHash('sha256').update(JSON.stringify([version, format, states]))
  return `W/"${digest.digest('base64url').slice(0, 22)}"`
}
