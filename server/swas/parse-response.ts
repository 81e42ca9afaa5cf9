import type { Asked } from './failures.ts'
import { isDeep } from './json.ts'
import { type Attempt, errorOf, refused } from './read-error.ts'
import { readText, unusable } from './read-text.ts'
import type { HttpAnswer } from './transport.ts'

const UUID = /^[\dA-F]{8}(?:-[\dA-F]{4}){3}-[\dA-F]{12}$/i

/**
 * An answer is a success only if its status is 200 and its body is JSON without an error code: SWAS may put an error
 * into a 200, and whatever stands between us and it answers in other formats.
 */
export function readAnswer(answer: HttpAnswer, asked: Asked): Attempt {
  const dateMs = Date.parse(answer.headers.date ?? '')
  const requestId = headerRequestId(answer)
  return {
    ...readBody(answer, asked),
    ...(!Number.isNaN(dateMs) && { dateMs }),
    ...(requestId !== undefined && { requestId }),
  }
}

/** Anyone on the way may write a header: only a UUID is taken, as the gateways of Alibaba Cloud give it. */
function headerRequestId({ headers }: HttpAnswer): string | undefined {
  const text = headers['x-acs-request-id']
  return typeof text === 'string' && UUID.test(text) ? text : undefined
}

function readBody(answer: HttpAnswer, asked: Asked): Attempt {
  const { status } = answer
  if (status >= 300 && status < 400)
    return unusable('UPSTREAM_BAD_RESPONSE', 'Unexpected redirect; it was not followed.', status, 'redirect')
  if (isDeep(answer.body))
    return unusable('UPSTREAM_BAD_SHAPE', 'The answer is nested deeper than any list.', status)
  const body = parseJson(answer.body)
  if (body === undefined) return readText(answer, asked)
  const error = errorOf(body.value, answer)
  if (error !== undefined) return refused(error, asked)
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
