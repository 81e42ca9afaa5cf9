import { createHash } from 'node:crypto'

import { type ImagesQuery, imagesQuerySchema, type ListFormat } from '#contract/api.ts'
import { type Failure, ownFailure } from '#contract/failures.ts'
import { ALL_REGIONS, type ImagesAnswer } from '#contract/images.ts'
import type { Result } from '#contract/result.ts'

import type { Catalogue } from '../../catalogue/catalogue.ts'
import type { ImageQuery, VersionedImages } from '../../catalogue/images.ts'
import type { Context } from '../context.ts'
import { sendOutcome, sendProblem } from '../problem.ts'
import { parseQuery } from '../request.ts'
import type { ResponseCache } from '../response-cache.ts'
import { sendJson, sendPieces, sendTagged } from '../response.ts'
import { csvPieces, jsonPieces, ndjsonPieces } from './image-formats.ts'

/** Answers `GET /api/images`, from the snapshots or, with `live=1`, from one real ListImages call. */
export function imagesRoute(catalogue: Catalogue, cache: ResponseCache) {
  return async (context: Context): Promise<Response> => {
    const query = parseQuery(context.req.url, imagesQuerySchema)
    if (!query.ok) return sendProblem(context, query.failure)
    if (query.value.live === '1') return answerLive(context, catalogue, query.value)
    const question = questionOf(query.value)
    const outcome = await catalogue.images(question)
    return sendOutcome(
      context,
      outcome,
      (list) => sendList(context, cache, question, query.value.format, list),
      onlyRegion(query.value),
    )
  }
}

async function answerLive(context: Context, catalogue: Catalogue, query: ImagesQuery): Promise<Response> {
  const question = liveQuestion(query)
  if (!question.ok) return sendProblem(context, question.failure)
  const outcome = await catalogue.liveImages(question.value)
  const send = (list: ImagesAnswer) =>
    query.format === 'json'
      ? sendJson(context, list)
      : sendPieces(context, PIECES[query.format](list), formatHeaders(list, query.format))
  return sendOutcome(context, outcome, send, question.value.regionId)
}

function questionOf({ region, type, platform, q, ids, state }: ImagesQuery): ImageQuery {
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

function liveQuestion(query: ImagesQuery): Result<LiveQuestion> {
  const regionId = onlyRegion(query)
  if (regionId === undefined) return refused('With live=1, region must be exactly one region ID.')
  const { type, ids, platform, q, state } = query
  // ListImages has no such parameters, and a filtered answer would not be what the cloud said.
  const foreign = platform !== undefined || q !== undefined || state !== 'current'
  if (foreign) return refused('With live=1, only the parameters region, type, ids and format are allowed.')
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

/** Longer lists are sent while they are written. */
const MAX_WHOLE_IMAGES = 2000

function sendList(
  context: Context,
  cache: ResponseCache,
  query: ImageQuery,
  format: ListFormat,
  list: VersionedImages,
): Promise<Response> {
  return sendTagged(context, cache, {
    etag: tagOf(query, format, list),
    headers: formatHeaders(list, format),
    isLong: () => list.images.length > MAX_WHOLE_IMAGES,
    pieces: () => PIECES[format](list),
  })
}

/** Names a list in every encoding: what was asked for, the images that match, and the state of each region. */
function tagOf(query: ImageQuery, format: ListFormat, { version, regions }: VersionedImages): string {
  const digest = createHash('sha256').update(JSON.stringify([query, format, version, regions]))
  return `W/"${digest.digest('base64url').slice(0, 22)}"`
}

const PIECES: Record<ListFormat, (list: ImagesAnswer) => Iterable<string>> = {
  json: jsonPieces,
  ndjson: ({ images }) => ndjsonPieces(images),
  csv: ({ images }) => csvPieces(images),
}

const MEDIA_TYPES: Record<ListFormat, string> = {
  json: 'application/json; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
}

function formatHeaders({ regions }: ImagesAnswer, format: ListFormat): Record<string, string> {
  const headers = { 'Content-Type': MEDIA_TYPES[format] }
  // A bare list has no room to name missing regions, and must not pass for a complete one.
  const missing = Object.entries(regions).filter(([, { state }]) => state === 'failed' || state === 'never')
  if (format === 'json' || missing.length === 0) return headers
  return { ...headers, 'X-Missing-Regions': missing.map(([regionId]) => regionId).join(',') }
}
