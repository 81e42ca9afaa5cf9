import { type ImagesQuery, imagesQuerySchema, type ListFormat } from '#contract/api.ts'
import { type Failure, ownFailure } from '#contract/failures.ts'
import { ALL_REGIONS, type ImagesAnswer } from '#contract/images.ts'
import type { Outcome } from '#contract/result.ts'

import type { Catalogue, ImageQuestion, VersionedImages } from '../../catalogue/use-cases.ts'
import { isKnown } from '../conditional.ts'
import { answer, type Exchange, fail } from '../context.ts'
import { toResponse } from '../finished.ts'
import { endOf, JSON_TYPE, notModified, startOf, tagOf } from '../list-answers.ts'
import { parseQuery } from '../request.ts'
import { sendPieces, sendText } from '../response.ts'
import type { WarmLists } from '../warm-lists.ts'
import { csvPieces, ndjsonPieces } from './image-formats.ts'

/** Answers `GET /api/images`, from the snapshots or, with `live=1`, from one real ListImages call. */
export function imagesRoute(catalogue: Catalogue, warmLists: WarmLists) {
  return async (exchange: Exchange): Promise<Response> => {
    const query = parseQuery(exchange.req.url, imagesQuerySchema)
    if (!query.ok) return fail(exchange, query.failure)
    if (query.value.live === '1') return answerLive(exchange, catalogue, query.value)
    const question = questionOf(query.value)
    const outcome = await catalogue.images(question)
    return answer(
      exchange,
      outcome,
      (list) => sendList(exchange, warmLists, { question, format: query.value.format, list }),
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

async function sendList(
  exchange: Exchange,
  warmLists: WarmLists,
  { question, format, list }: List,
): Promise<Response> {
  const ifNoneMatch = exchange.req.header('if-none-match')
  if (format === 'json') {
    warmLists.remember(targetOf(exchange.req.url), question)
    const wants = { acceptEncoding: exchange.req.header('accept-encoding'), ifNoneMatch }
    if (!warmLists.isBetterStreamed(question, list, wants))
      return toResponse(await warmLists.finish(question, list, wants))
    const headers = { ...formatHeaders(list, 'json'), ETag: tagOf(list, 'json') }
    return sendPieces(exchange, warmLists.stream(question, list, wants), headers)
  }
  const tag = tagOf(list, format)
  if (isKnown(ifNoneMatch, tag)) return toResponse(notModified(tag))
  return sendPieces(exchange, PIECES[format](list.images), { ...formatHeaders(list, format), ETag: tag })
}

function targetOf(url: string): string {
  return url.slice(url.indexOf('/', url.indexOf('://') + 3))
}

/** The bare lists. Programs read them, seldom and at their own speed; pages read JSON, all at once. */
const PIECES = { csv: csvPieces, ndjson: ndjsonPieces }

const MEDIA_TYPES: Record<ListFormat, string> = {
  json: JSON_TYPE,
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
