import * as v from 'valibot'

import { ownFailure } from '#contract/failures.ts'
import {
  type LookupEvent,
  type LookupRequest,
  lookupRequestSchema,
  MOST_LOOKUP_BYTES,
} from '#contract/lookup.ts'
import type { Outcome } from '#contract/outcome.ts'

import type { Catalogue } from '../catalogue/use-cases.ts'
import { sendJson } from './bodies.ts'
import { answer, type Exchange, fail } from './exchange.ts'
import { API_HEADERS } from './headers.ts'
import { readJson } from './json-body.ts'
import { parseQuery } from './query.ts'

/** A text of the most bytes grows when it is written as JSON: line breaks and quotes take two bytes each. */
const MOST_BODY_BYTES = 2 * MOST_LOOKUP_BYTES + 1024

/** A stream may have nothing to tell for as long as the quota takes to free a call, which is a minute at most. */
const LONGEST_SILENCE_MS = 90_000

/** Answers `POST /api/lookup`: one document, or with `live` a stream of NDJSON that ends with the answer. */
export function lookupRoute(catalogue: Catalogue) {
  return async (exchange: Exchange): Promise<Response> => {
    const query = parseQuery(exchange.req.url, v.strictObject({}))
    if (!query.ok) return fail(exchange, query.failure)
    const body = await readJson(exchange.req.raw, MOST_BODY_BYTES)
    if (!body.ok) return fail(exchange, body.failure)
    const request = parseRequest(body.value)
    if (!request.ok) return fail(exchange, request.failure)
    if (request.value.live === true) return answerLive(exchange, catalogue, request.value)
    return answer(exchange, await catalogue.lookup(request.value), (value) => sendJson(exchange, value))
  }
}

function parseRequest(body: unknown): Outcome<LookupRequest> {
  const parsed = v.safeParse(lookupRequestSchema, body)
  if (!parsed.success) return { ok: false, failure: issueFailure(parsed.issues[0]) }
  const { text, ids } = parsed.output
  if ((text === undefined) === (ids === undefined)) {
    return { ok: false, failure: ownFailure('INVALID_REQUEST', 'Send either text or ids.') }
  }
  return { ok: true, value: parsed.output }
}

function issueFailure(issue: v.BaseIssue<unknown>) {
  if (issue.type === 'max_bytes') return ownFailure('PAYLOAD_TOO_LARGE', 'The text is larger than 1 MiB.')
  const field = v.getDotPath(issue)
  const detail =
    field === null
      ? 'The body is not an object.'
      : `The field ${JSON.stringify(field.slice(0, 40))} is not valid.`
  return ownFailure('INVALID_REQUEST', detail)
}

function answerLive(exchange: Exchange, catalogue: Catalogue, request: LookupRequest): Promise<Response> {
  return answer(exchange, catalogue.lookupLive(request, exchange.req.raw.signal), (events) => {
    exchange.env.allowSilence?.(LONGEST_SILENCE_MS)
    return new Response(ReadableStream.from(formatEvents(exchange, events)), {
      headers: { ...API_HEADERS, 'Content-Type': 'application/x-ndjson; charset=utf-8' },
    })
  })
}

/** A stream that breaks ends without its answer, which tells the reader; the cause is for the log. */
async function* formatEvents(exchange: Exchange, events: AsyncIterable<LookupEvent>) {
  const encoder = new TextEncoder()
  try {
    for await (const event of events) yield encoder.encode(`${JSON.stringify(event)}\n`)
  } catch (error) {
    exchange.env.trace.cause = error
  }
}
