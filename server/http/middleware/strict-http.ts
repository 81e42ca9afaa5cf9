import { ownFailure } from '#contract/failures.ts'
import { SIGN_IN_PATHS } from '#contract/session.ts'

import { refuse, type Refusal } from '../refusal.ts'
import { type Head, headerOf, pathOf } from '../request-head.ts'

const LONGEST_TARGET = 2000
/** Some providers put more than 2,000 characters into a code. */
const LONGEST_CALLBACK = 6000
const MOST_PARAMETERS = 8
const WITHOUT_BODY = new Set(['GET', 'HEAD'])

/**
 * Refuses what Node's parser lets through but two programs could read in two ways: HTTP/1.0, no Host or several,
 * a target that is not a path, a body where none belongs. The connection is closed after such a request.
 */
export function checkFraming(head: Head): Refusal | undefined {
  const longest = pathOf(head) === SIGN_IN_PATHS.callback ? LONGEST_CALLBACK : LONGEST_TARGET
  if (head.target.length > longest) {
    return refuse(ownFailure('URI_TOO_LONG', `The address has ${head.target.length} characters.`))
  }
  const detail = misframed(head)
  if (detail === undefined) return undefined
  return { failure: ownFailure('INVALID_REQUEST', detail), headers: { Connection: 'close' } }
}

function misframed(head: Head): string | undefined {
  if (head.httpVersion !== '1.1') return 'Only HTTP/1.1 is spoken here.'
  if (head.headers.get('host')?.length !== 1) return 'Exactly one Host header is needed.'
  if (!/^\/[!-~]*$/.test(head.target) || head.target.includes('#')) return 'The request target is not a path.'
  if (parameterCount(head.target) > MOST_PARAMETERS) return `At most ${MOST_PARAMETERS} parameters are taken.`
  return misframedBody(head)
}

function misframedBody(head: Head): string | undefined {
  const coding = headerOf(head, 'transfer-encoding') ?? 'chunked'
  if (coding.toLowerCase() !== 'chunked') return 'The only transfer coding taken is chunked.'
  return WITHOUT_BODY.has(head.method) && hasBody(head) ? `${head.method} takes no body.` : undefined
}

/** Whether a body follows. */
export function hasBody(head: Head): boolean {
  const length = headerOf(head, 'content-length')
  return head.headers.has('transfer-encoding') || (length !== undefined && !/^0+$/.test(length))
}

function parameterCount(target: string): number {
  const query = target.indexOf('?')
  return query === -1 ? 0 : target.slice(query).split('&').length
}
