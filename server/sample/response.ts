import type { ServerResponse } from 'node:http'

import { API_ERRORS, type Refusal } from './error-codes.ts'
import type { Listing } from './operations.ts'

/** Where a call arrived and what it is called in its answer: `HostId` and `RequestId`. */
export type AnswerMarks = { hostId: string; requestId: string }

/** An answer that is ready to be sent. */
export type Answer = { status: number; headers: Record<string, string>; body: object }

/** The answer to a call that was listed or refused. */
export function answerOf(outcome: Listing | Refusal, marks: AnswerMarks): Answer {
  if (!('code' in outcome)) return jsonAnswer(200, { RequestId: marks.requestId, ...outcome }, marks)
  const { status, message } = API_ERRORS[outcome.code]
  const words = outcome.detail === undefined ? message : `${message} ${outcome.detail}`
  return errorAnswer(status, outcome.code, words, marks)
}

/** An error answer, with the five members of SWAS-OPEN. */
export function errorAnswer(status: number, code: string, message: string, marks: AnswerMarks): Answer {
  const search = new URLSearchParams({ q: code, product: 'SWAS-OPEN', requestId: marks.requestId })
  const body = {
    RequestId: marks.requestId,
    HostId: marks.hostId,
    Code: code,
    Message: message,
    Recommend: `https://api.aliyun.com/troubleshoot?${search.toString()}`,
  }
  return jsonAnswer(status, body, marks)
}

/** Sends an answer as the service does. */
export function send(response: ServerResponse, { status, headers, body }: Answer): void {
  const bytes = Buffer.from(JSON.stringify(body))
  response.writeHead(status, { ...headers, 'content-length': bytes.length }).end(bytes)
}

function jsonAnswer(status: number, body: object, { requestId }: AnswerMarks): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json;charset=utf-8', 'x-acs-request-id': requestId },
    body,
  }
}
