import { SIGN_IN_PATHS } from '#contract/api.ts'
import { ownFailure } from '#contract/failures.ts'

import type { Refusal } from '../problem.ts'
import { type RequestHead, headerOf, pathOf } from '../request-head.ts'

const MAX_TARGET_LENGTH = 2000
/** Some providers send codes of more than 2,000 characters. */
const MAX_CALLBACK_LENGTH = 6000
const MAX_PARAMETERS = 8
const WITHOUT_BODY = new Set(['GET', 'HEAD'])

/**
 * Refuses what Node's parser accepts but two programs could read in two ways: HTTP/1.0, no Host header or several,
 * a target that is not a path, a body with GET or HEAD. The connection is closed after such a request.
 */
export function checkStrictHttp(head: RequestHead): Refusal | undefined {
  const maxLength = pathOf(head) === SIGN_IN_PATHS.callback ? MAX_CALLBACK_LENGTH : MAX_TARGET_LENGTH
  if (head.target.length > maxLength) {
    return { failure: ownFailure('URI_TOO_LONG', `The address has ${head.target.length} characters.`) }
  }
  const detail = findAmbiguity(head)
  if (detail === undefined) return undefined
  return { failure: ownFailure('INVALID_REQUEST', detail), headers: { Connection: 'close' } }
}

function findAmbiguity(head: RequestHead): string | undefined {
  if (head.httpVersion !== '1.1') return 'Only HTTP/1.1 is supported.'
  if (head.headers.get('host')?.length !== 1) return 'Exactly one Host header is required.'
  if (!/^\/[!-~]*$/.test(head.target) || head.target.includes('#')) return 'The request target is not a path.'
  if (parameterCount(head.target) > MAX_PARAMETERS) return `At most ${MAX_PARAMETERS} parameters are allowed.`
  return findBodyAmbiguity(head)
}

function findBodyAmbiguity(head: RequestHead): string | undefined {
  const coding = headerOf(head, 'transfer-encoding') ?? 'chunked'
  if (coding.toLowerCase() !== 'chunked') return 'The only supported transfer coding is chunked.'
  return WITHOUT_BODY.has(head.method) && hasBody(head) ? `${head.method} takes no body.` : undefined
}

/** Whether the request has a body. */
export function hasBody(head: RequestHead): boolean {
  const length = headerOf(head, 'content-length')
  return head.headers.has('transfer-encoding') || (length !== undefined && !/^0+$/.test(length))
}

function parameterCount(target: string): number {
  const query = target.indexOf('?')
  return query === -1 ? 0 : target.slice(query).split('&').length
}
