import { createHmac } from 'node:crypto'

import { canonicalQuery, type Claim, percentEncode } from './claim.ts'
import type { Refusal } from './error-codes.ts'
import { type Call, parameterOf } from './request.ts'

const MANDATORY = ['AccessKeyId', 'Signature', 'SignatureMethod', 'SignatureNonce', 'Timestamp'] as const

/**
 * Reads a call signed the older way, all in the parameters with HMAC-SHA1, as the `aliyun` CLI does for products
 * that it knows by name only: "Request syntax and signature method V2 for RPC APIs" of the OpenAPI guide.
 */
export function claimV1(call: Call): Claim | Refusal {
  const absent = MANDATORY.find((name) => !parameterOf(call, name))
  if (absent !== undefined) {
    return { code: 'IncompleteSignature', detail: `No Authorization header, and no parameter ${absent}.` }
  }
  if (parameterOf(call, 'SignatureMethod') !== 'HMAC-SHA1') {
    return { code: 'IncompleteSignature', detail: 'SignatureMethod should be HMAC-SHA1.' }
  }
  const signed = [...call.query, ...call.form].filter(([name]) => name !== 'Signature')
  const stringToSign = `${call.method}&${percentEncode('/')}&${percentEncode(canonicalQuery(signed))}`
  return {
    accessKeyId: parameterOf(call, 'AccessKeyId') ?? '',
    date: parameterOf(call, 'Timestamp') ?? '',
    nonce: parameterOf(call, 'SignatureNonce') ?? '',
    securityToken: parameterOf(call, 'SecurityToken'),
    signature: parameterOf(call, 'Signature') ?? '',
    stringToSign,
    sign: (secret) => createHmac('sha1', `${secret}&`).update(stringToSign).digest('base64'),
  }
}
