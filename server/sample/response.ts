import type { ServerResponse } from 'node:http'

import { API_ERRORS, type ApiError } from './error-codes.ts'
import type { Listing } from './operations.ts'

/** `HostId` and `RequestId` of a response. */
export type ResponseIds = { hostId: string; requestId: string }

/** A response that is ready to be sent. */
export type ApiResponse = { status: number; headers: Record<string, string>; body: object }

export function responseOf(result: Listing | ApiError, ids: ResponseIds): ApiResponse {
  if (!('code' in result)) return jsonResponse(200, { RequestId: ids.requestId, ...result }, ids)
  const { status, message } = API_ERRORS[result.code]
  const text = result.detail === undefined ? message : `${message} ${result.detail}`
  return errorResponse(status, result.code, text, ids)
}

/** An error with the five members of SWAS-OPEN. */
export function errorResponse(status: number, code: string, message: string, ids: ResponseIds): ApiResponse {
  const search = new URLSearchParams({ q: code, product: 'SWAS-OPEN', requestId: ids.requestId })
  const body = {
    RequestId: ids.requestId,
    HostId: ids.hostId,
    Code: code,
    Message: message,
    Recommend: `https://api.aliyun.com/troubleshoot?${search.toString()}`,
  }
  return jsonResponse(status, body, ids)
}

export function send(response: ServerResponse, { status, headers, body }: ApiResponse): void {
  const bytes = Buffer.from(JSON.stringify(body))
  response.writeHead(status, { ...headers, 'content-length': bytes.length }).end(bytes)
}

function jsonResponse(status: number, body: object, { requestId }: ResponseIds): ApiResponse {
  return {
    status,
    headers: { 'content-type': 'application/json;charset=utf-8', 'x-acs-request-id': requestId },
    body,
  }
}
