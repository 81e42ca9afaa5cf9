import type { Asked } from './failures.ts'
import { type Attempt, errorOf, refused } from './read-error.ts'
import { readText, unusable } from './read-text.ts'
import type { HttpAnswer } from './transport.ts'

/**
 * An answer is a success only if its status is 200 and its body is JSON without an error code: SWAS may put an error
 * into a 200, and whatever stands between us and it answers in other formats.
 */
export function readAnswer(answer: HttpAnswer, asked: Asked): Attempt {
  const dateMs = Date.parse(answer.headers.date ?? '')
  return { ...readBody(answer, asked), ...(!Number.isNaN(dateMs) && { dateMs }) }
}

function readBody(answer: HttpAnswer, asked: Asked): Attempt {
  const { status } = answer
  if (status >= 300 && status < 400)
    return unusable('UPSTREAM_BAD_RESPONSE', 'Unexpected redirect; it was not followed.', status, 'redirect')
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
