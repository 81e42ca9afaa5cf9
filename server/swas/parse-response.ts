import type { FailureCode } from '#contract/failure-codes.ts'
import type { FailureReason } from '#contract/failures.ts'
import type { Result } from '#contract/result.ts'

import {
  type CallContext,
  failure,
  type RetryReason,
  retryReasonOf,
  upstreamFailure,
  type UpstreamError,
} from './failures.ts'
import { isTooDeep, ownField, stringField } from './json.ts'
import { requestIdOf } from './operations.ts'
import { type HttpResponse, statusIsConclusive } from './transport.ts'

/** The parsed body of a success, or why there is none. */
export type AttemptResult = {
  outcome: Result<unknown>
  retryReason?: RetryReason
  /** The upstream's own clock, in milliseconds since 1970. */
  dateMs?: number
  /** The request ID of the response header, for responses whose body has none. */
  requestId?: string
}

/** Anyone on the way may add a header: only a UUID is accepted, as Alibaba Cloud's gateways send it. */
const UUID = /^[\dA-F]{8}(?:-[\dA-F]{4}){3}-[\dA-F]{12}$/i

/**
 * A response is a success only if its status is 200 and its body is JSON without an error code: SWAS may put an error
 * into a 200, and proxies answer in other formats.
 */
export function parseResponse(response: HttpResponse, context: CallContext): AttemptResult {
  const dateMs = Date.parse(response.headers.date ?? '')
  const requestId = response.headers['x-acs-request-id']
  return {
    ...parseBody(response, context),
    ...(!Number.isNaN(dateMs) && { dateMs }),
    ...(typeof requestId === 'string' && UUID.test(requestId) && { requestId }),
  }
}

function parseBody(response: HttpResponse, context: CallContext): AttemptResult {
  const { status } = response
  if (status >= 300 && status < 400)
    return unusable('UPSTREAM_BAD_RESPONSE', 'Unexpected redirect; it was not followed.', status, 'redirect')
  if (isTooDeep(response.body))
    return unusable('UPSTREAM_BAD_SHAPE', 'The response is nested deeper than any list.', status)
  const body = parseJson(response.body)
  if (body === undefined) return classifyNonJson(response, context)
  const error = errorOf(body.value, response)
  if (error !== undefined) return rejected(error, context)
  if (status === 200) return { outcome: { ok: true, value: body.value } }
  return unusable('UPSTREAM_BAD_RESPONSE', `Unexpected status ${status}.`, status)
}

function parseJson(text: string): { value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return { value }
  } catch {
    return undefined
  }
}

/** The error in the body, whatever the status; without one, the error that the status stands for. */
function errorOf(body: unknown, { status, headers }: HttpResponse): UpstreamError | undefined {
  const code = stringField(body, 'Code') || null
  if (status < 400 && code === null) return undefined
  return {
    code,
    status,
    requestId: requestIdOf(body),
    authAction: stringField(ownField(body, 'AccessDeniedDetail'), 'AuthAction') ?? null,
    retryAfterMs: retryAfterMs(headers),
  }
}

/** Alibaba Cloud's own header is in milliseconds; `Retry-After` of a gateway in seconds (a date is ignored). */
function retryAfterMs(headers: HttpResponse['headers']): number | null {
  const own = Number(headers['x-acs-retry-after'] ?? Number.NaN)
  const ms = Number.isFinite(own) ? own : Number(headers['retry-after'] ?? Number.NaN) * 1000
  return Number.isFinite(ms) ? ms : null
}

function rejected(error: UpstreamError, context: CallContext): AttemptResult {
  const failed = upstreamFailure(error, context)
  const retryReason = retryReasonOf(error.code, failed.code)
  return { outcome: { ok: false, failure: failed }, ...(retryReason && { retryReason }) }
}

/** The doctype or root element of a web page comes within this many characters. */
const MAX_PREAMBLE = 1_024

function classifyNonJson(response: HttpResponse, context: CallContext): AttemptResult {
  const { status, body } = response
  const start = body.trimStart().slice(0, 16).toLowerCase()
  const isPage = isWebPage(response, start)
  if (!isPage && /^<(?:\?xml|error)/.test(start))
    return unusable('UPSTREAM_BAD_RESPONSE', 'The response has an unexpected format (XML).', status)
  const error = errorOf(undefined, response)
  if (error !== undefined && (statusIsConclusive(status) || start === '')) return rejected(error, context)
  if (isPage || start.startsWith('<')) return webPage(status)
  const result = corruptOrForeign(start, body, status)
  return status === 200 && isIncomplete(start, body) ? { ...result, retryReason: 'transient' } : result
}

/** A page may start like XML, or with plain text. */
function isWebPage({ headers, body }: HttpResponse, start: string): boolean {
  if (/<(?:!doctype\s+)?html\b/i.test(body.slice(0, MAX_PREAMBLE))) return true
  const isOtherFormat = start === '' || /^(?:<\?xml|<error|[[{])/.test(start)
  return !isOtherFormat && /^text\/html\b/i.test(headers['content-type'] ?? '')
}

function webPage(status: number): AttemptResult {
  if (status === 403)
    return unusable('UPSTREAM_NOT_JSON', 'Blocked by a network filter (403).', status, 'filtered')
  const detail = 'Got a web page instead of the API; the server may be behind a sign-in page.'
  return unusable('UPSTREAM_NOT_JSON', detail, status)
}

/** A body that was cut off, or never came. */
function isIncomplete(start: string, body: string): boolean {
  return start === '' || (/^[[{]/.test(start) && !isUtf16(body))
}

/** UTF-16 read as UTF-8 has zero bytes, which JSON never has. */
function isUtf16(body: string): boolean {
  return body.includes('\0')
}

function corruptOrForeign(start: string, body: string, status: number): AttemptResult {
  if (start === '') return unusable('UPSTREAM_BAD_RESPONSE', 'The response is empty.', status, 'empty')
  if (isUtf16(body))
    return unusable('UPSTREAM_BAD_RESPONSE', 'The text of the response is corrupt.', status, 'encoding')
  if (/^[[{]/.test(start))
    return unusable('UPSTREAM_BAD_RESPONSE', 'The response is incomplete.', status, 'incomplete')
  return unusable('UPSTREAM_BAD_RESPONSE', 'Not a response of the Alibaba Cloud API.', status)
}

/** A response that carries no error code of the upstream. */
function unusable(code: FailureCode, detail: string, status: number, reason?: FailureReason): AttemptResult {
  const upstream = { code: null, status, requestId: null }
  return { outcome: { ok: false, failure: failure(code, detail, { upstream, ...(reason && { reason }) }) } }
}
