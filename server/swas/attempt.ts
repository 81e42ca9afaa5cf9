import type { Outcome } from '#contract/outcome.ts'

import { failure, upstreamFailure, type UpstreamError } from './failures.ts'
import { API_VERSION, ownField, requestIdOf, textField } from './operations.ts'
import { type Credentials, canonicalQuery, type Moment, signedHeaders } from './sign.ts'
import { TransportError } from './transport-error.ts'
import type { HttpAnswer, Transport } from './transport.ts'

/** One operation with its parameters, and where it goes. */
export type Call = {
  origin: string
  action: 'ListRegions' | 'ListImages'
  query: Readonly<Record<string, string>>
}

/** What one attempt gave. `again` names why a second one may help; `dateMs` is the upstream's own clock. */
export type Attempt = {
  outcome: Outcome<unknown>
  again?: 'transient' | 'nonce' | 'clock' | 'token'
  dateMs?: number
}

/** Sends one freshly signed request and reads what came back. Never throws for what an upstream can do. */
export async function attempt(
  call: Call,
  credentials: Credentials,
  moment: Moment,
  transport: Transport,
  signal: AbortSignal,
): Promise<Attempt> {
  const query = canonicalQuery(call.query)
  const url = new URL(query === '' ? '/' : `/?${query}`, call.origin)
  const request = {
    method: 'POST',
    host: url.host,
    action: call.action,
    version: API_VERSION,
    query: call.query,
  } as const
  try {
    const answer = await transport.post(url, signedHeaders(request, credentials, moment), signal)
    return readAnswer(answer, call.action)
  } catch (error) {
    if (!(error instanceof TransportError)) throw error
    const { code, message, reason, retry } = error
    const outcome = { ok: false, failure: failure(code, message, { ...(reason && { reason }) }) } as const
    return { outcome, ...(retry && { again: 'transient' as const }) }
  }
}

/** An answer is a success only if its status is 200 and its body is JSON without an error code. */
function readAnswer(answer: HttpAnswer, action: string): Attempt {
  const dateMs = Date.parse(answer.headers.date ?? '')
  const date = Number.isNaN(dateMs) ? {} : { dateMs }
  if (answer.status >= 300 && answer.status < 400) {
    const detail = 'Unexpected redirect; it was not followed.'
    return { outcome: fail('UPSTREAM_BAD_RESPONSE', detail, answer.status, 'redirect') }
  }
  const body = parseJson(answer.body)
  if (body === undefined) return { ...unreadable(answer), ...date }
  const error = errorOf(body, answer)
  if (error === undefined) return { outcome: { ok: true, value: body.value }, ...date }
  const outcome = { ok: false, failure: upstreamFailure(error, action) } as const
  const again = secondChance(error)
  return { outcome, ...(again && { again }), ...date }
}

function fail(
  code: Parameters<typeof failure>[0],
  detail: string,
  status: number,
  reason?: 'redirect' | 'empty' | 'filtered' | 'incomplete',
) {
  const upstream = { code: null, status, requestId: null }
  return { ok: false, failure: failure(code, detail, { upstream, ...(reason && { reason }) }) } as const
}

function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return undefined
  }
}

/** Why a body is not JSON, and whether that may pass. */
function unreadable({ status, body }: HttpAnswer): Attempt {
  const start = body.trimStart().slice(0, 15).toLowerCase()
  if (status === 204)
    return { outcome: fail('UPSTREAM_BAD_RESPONSE', 'The answer is empty.', status, 'empty') }
  if (status >= 500)
    return { outcome: { ok: false, failure: upstreamFailure(bare(status), '') }, again: 'transient' }
  if (start === '')
    return {
      outcome: fail('UPSTREAM_BAD_RESPONSE', 'The answer is empty.', status, 'empty'),
      again: 'transient',
    }
  if (start.startsWith('<?xml') || start.startsWith('<error'))
    return { outcome: fail('UPSTREAM_BAD_RESPONSE', 'The answer has an unexpected format (XML).', status) }
  if (start.startsWith('<') && status === 403)
    return { outcome: fail('UPSTREAM_NOT_JSON', 'Blocked by a network filter (403).', status, 'filtered') }
  if (start.startsWith('<')) {
    const detail = 'Got a web page instead of the API; the server may be behind a sign-in page.'
    return { outcome: fail('UPSTREAM_NOT_JSON', detail, status) }
  }
  if (start.startsWith('{'))
    return {
      outcome: fail('UPSTREAM_BAD_RESPONSE', 'The answer is incomplete.', status, 'incomplete'),
      again: 'transient',
    }
  return { outcome: fail('UPSTREAM_BAD_RESPONSE', 'Not an answer of the Alibaba Cloud API.', status) }
}

function bare(status: number): UpstreamError {
  return { code: null, status, requestId: null, authAction: null, retryAfterMs: null }
}

/** The error that a body holds; also inside a 200. */
function errorOf({ value }: { value: unknown }, { status, headers }: HttpAnswer): UpstreamError | undefined {
  const code = textField(value, 'Code') ?? null
  if (status === 200 && code === null) return undefined
  const asked = Number(headers['x-acs-retry-after'] ?? Number.NaN)
  return {
    code,
    status,
    requestId: requestIdOf(value),
    authAction: textField(ownField(value, 'AccessDeniedDetail'), 'AuthAction') ?? null,
    retryAfterMs: Number.isFinite(asked) ? asked : null,
  }
}

function secondChance({ code, status }: UpstreamError): Attempt['again'] {
  if (code?.startsWith('Throttling') === true || status === 429) return undefined
  if (code === 'SignatureNonceUsed') return 'nonce'
  if (code === 'InvalidTimeStamp.Expired') return 'clock'
  if (code === 'InvalidSecurityToken.Expired') return 'token'
  return status >= 500 || code === 'InternalError' || code === 'ServiceUnavailable' ? 'transient' : undefined
}
