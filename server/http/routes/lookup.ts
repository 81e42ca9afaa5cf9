import * as v from 'valibot'

import { type Failure, ownFailure } from '#contract/failures.ts'
import {
  type LookupEvent,
  type LookupRequest,
  lookupRequestSchema,
  MAX_LOOKUP_BYTES,
} from '#contract/lookup.ts'
import type { Result } from '#contract/result.ts'

import type { Catalogue } from '../../catalogue/catalogue.ts'
import type { Context } from '../context.ts'
import { sendOutcome, sendProblem } from '../problem.ts'
import { readJson } from '../request.ts'
import { parseQuery } from '../request.ts'
import { sendJson } from '../response.ts'

/** JSON takes two bytes for each line break and quote in the text. */
const MAX_BODY_BYTES = 2 * MAX_LOOKUP_BYTES + 1024

/** The stream may be silent until the quota allows another call, for up to a minute. */
const LONGEST_SILENCE_MS = 90_000

/** Answers `POST /api/lookup` with one document, or with `live` an NDJSON stream that ends with the results. */
export function lookupRoute(catalogue: Catalogue) {
  return async (context: Context): Promise<Response> => {
    const query = parseQuery(context.req.url, v.strictObject({}))
    if (!query.ok) return sendProblem(context, query.failure)
    const body = await readJson(context.req.raw, MAX_BODY_BYTES)
    if (!body.ok) return sendProblem(context, body.failure)
    const request = parseRequest(body.value)
    if (!request.ok) return sendProblem(context, request.failure)
    if (request.value.live === true) return answerLive(context, catalogue, request.value)
    return sendOutcome(context, await catalogue.lookup(request.value), (value) => sendJson(context, value))
  }
}

function parseRequest(body: unknown): Result<LookupRequest> {
  const parsed = v.safeParse(lookupRequestSchema, body)
  if (!parsed.success) {
    return { ok: false, failure: badIdsFailure(parsed.issues) ?? issueFailure(parsed.issues[0]) }
  }
  const { text, ids, live, regions } = parsed.output
  if ((text === undefined) === (ids === undefined)) {
    return { ok: false, failure: ownFailure('INVALID_REQUEST', 'Send either text or ids.') }
  }
  if (live === true && regions === undefined) {
    return {
      ok: false,
      failure: ownFailure('INVALID_REQUEST', 'With live, name the regions to ask in regions.'),
    }
  }
  return { ok: true, value: parsed.output }
}

/** Invalid entries that a failure lists. */
const MAX_NAMED = 5

/** A failure that lists the invalid entries of `ids`; null if there are none. */
function badIdsFailure(issues: readonly v.BaseIssue<unknown>[]): Failure | null {
  const entries = issues.flatMap(({ path = [], input }) => {
    const [field, entry] = path
    return field?.key === 'ids' && entry !== undefined ? [`${String(entry.key)} (${shown(input)})`] : []
  })
  if (entries.length === 0) return null
  const named = entries.slice(0, MAX_NAMED).join(', ')
  const rest = entries.length > MAX_NAMED ? ` and ${entries.length - MAX_NAMED} more` : ''
  return ownFailure(
    'INVALID_REQUEST',
    `An image ID has 1 to 256 printable ASCII characters without spaces. These entries of ids are not valid: ${named}${rest}.`,
  )
}

function shown(input: unknown): string {
  return typeof input === 'string' ? JSON.stringify(input.slice(0, 40)) : `a ${typeof input}`
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

function answerLive(context: Context, catalogue: Catalogue, request: LookupRequest): Promise<Response> {
  return sendOutcome(context, catalogue.lookupLive(request, context.req.raw.signal), (events) => {
    context.env.incoming.socket.setTimeout(LONGEST_SILENCE_MS)
    return new Response(ReadableStream.from(formatEvents(context, events)), {
      headers: { 'Content-Type': 'application/x-ndjson; charset=utf-8' },
    })
  })
}

/** A stream that fails ends without its results, so the reader notices. The cause goes to the log. */
async function* formatEvents(context: Context, events: AsyncIterable<LookupEvent>) {
  const encoder = new TextEncoder()
  try {
    for await (const event of events) yield encoder.encode(`${JSON.stringify(event)}\n`)
  } catch (error) {
    context.get('trace').cause = error
  }
}
