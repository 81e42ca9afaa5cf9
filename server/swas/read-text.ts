import type { FailureCode, FailureReason } from '#contract/failures.ts'

import { type Asked, failure } from './failures.ts'
import { type Attempt, errorOf, refused } from './read-error.ts'
import { type HttpAnswer, tellsByItself } from './transport.ts'

/** A page says what it is within so many letters. */
const MOST_PREAMBLE = 1_024

/** What a body that is not JSON tells, and whether it may pass. */
export function readText(answer: HttpAnswer, asked: Asked): Attempt {
  const { status, body } = answer
  const start = body.trimStart().slice(0, 16).toLowerCase()
  const isPage = isWebPage(answer, start)
  if (!isPage && /^<(?:\?xml|error)/.test(start))
    return unusable('UPSTREAM_BAD_RESPONSE', 'The answer has an unexpected format (XML).', status)
  const error = errorOf(undefined, answer)
  if (error !== undefined && (tellsByItself(status) || start === '')) return refused(error, asked)
  if (isPage || start.startsWith('<')) return webPage(status)
  const attempt = gibberish(start, body, status)
  return status === 200 && isIncomplete(start, body) ? { ...attempt, again: 'transient' } : attempt
}

/** Pages may begin as XML does, or with mere words. */
function isWebPage({ headers, body }: HttpAnswer, start: string): boolean {
  if (/<(?:!doctype\s+)?html\b/i.test(body.slice(0, MOST_PREAMBLE))) return true
  const isOther = start === '' || /^(?:<\?xml|<error|[[{])/.test(start)
  return !isOther && /^text\/html\b/i.test(headers['content-type'] ?? '')
}

function webPage(status: number): Attempt {
  if (status === 403)
    return unusable('UPSTREAM_NOT_JSON', 'Blocked by a network filter (403).', status, 'filtered')
  const detail = 'Got a web page instead of the API; the server may be behind a sign-in page.'
  return unusable('UPSTREAM_NOT_JSON', detail, status)
}

/** A body that was cut, or never came. */
function isIncomplete(start: string, body: string): boolean {
  return start === '' || (/^[[{]/.test(start) && !isCorrupt(body))
}

/** Two bytes a letter, every second one zero, are valid UTF-8; but zeros are in no JSON. */
function isCorrupt(body: string): boolean {
  return body.includes('\0')
}

function gibberish(start: string, body: string, status: number): Attempt {
  if (start === '') return unusable('UPSTREAM_BAD_RESPONSE', 'The answer is empty.', status, 'empty')
  if (isCorrupt(body))
    return unusable('UPSTREAM_BAD_RESPONSE', 'The text of the answer is corrupt.', status, 'encoding')
  if (/^[[{]/.test(start))
    return unusable('UPSTREAM_BAD_RESPONSE', 'The answer is incomplete.', status, 'incomplete')
  return unusable('UPSTREAM_BAD_RESPONSE', 'Not an answer of the Alibaba Cloud API.', status)
}

/** A failure that has no code of the upstream's. */
export function unusable(code: FailureCode, detail: string, status: number, reason?: FailureReason): Attempt {
  const upstream = { code: null, status, requestId: null }
  return { outcome: { ok: false, failure: failure(code, detail, { upstream, ...(reason && { reason }) }) } }
}
