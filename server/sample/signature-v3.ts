import { createHash, createHmac } from 'node:crypto'

import { canonicalQuery, type Claim } from './claim.ts'
import type { Refusal } from './error-codes.ts'
import type { Call } from './request.ts'

const SCHEME = 'ACS3-HMAC-SHA256'
const MANDATORY = ['host', 'x-acs-action', 'x-acs-date', 'x-acs-signature-nonce', 'x-acs-version'] as const
const AUTHORIZATION =
  /^ACS3-HMAC-SHA256 Credential=([^,\s]+),SignedHeaders=([^,\s]+),Signature=([0-9a-f]{64})$/

/**
 * Reads a call signed as "V3 request structure and signature" of the OpenAPI guide says. Every header that the
 * guide wants signed has to be: host, content-type and all of x-acs-*.
 */
export function claimV3(call: Call): Claim | Refusal {
  const parts = AUTHORIZATION.exec(call.headers.get('authorization') ?? '')
  if (!parts)
    return incomplete(`Authorization should be "${SCHEME} Credential=…,SignedHeaders=…,Signature=…".`)
  const [, accessKeyId = '', signedHeaders = '', signature = ''] = parts
  const signed = signedHeaders.split(';')
  const fault = faultOf(call, signed)
  if (fault !== null) return incomplete(fault)
  const stringToSign = `${SCHEME}\n${sha256(canonicalRequest(call, signed))}`
  return {
    accessKeyId,
    date: call.headers.get('x-acs-date') ?? '',
    nonce: call.headers.get('x-acs-signature-nonce') ?? '',
    securityToken: call.headers.get('x-acs-security-token'),
    signature,
    stringToSign,
    sign: (secret) => createHmac('sha256', secret).update(stringToSign).digest('hex'),
  }
}

function faultOf(call: Call, signed: readonly string[]): string | null {
  const unsigned = headersToSign(call).find((name) => !signed.includes(name))
  if (unsigned !== undefined) return `The header ${unsigned} is not signed.`
  const absent = [...MANDATORY, ...signed].find((name) => !call.headers.get(name))
  if (absent !== undefined) return `The header ${absent} is mandatory.`
  return call.headers.get('x-acs-content-sha256') === sha256(call.body)
    ? null
    : 'The header x-acs-content-sha256 is not the hash of the body.'
}

function headersToSign(call: Call): string[] {
  return [...call.headers.keys()].filter(
    (name) => name === 'host' || name === 'content-type' || name.startsWith('x-acs-'),
  )
}

function canonicalRequest(call: Call, signed: readonly string[]): string {
  const headers = signed.map((name) => `${name}:${call.headers.get(name) ?? ''}\n`).join('')
  return [
    call.method,
    call.path,
    canonicalQuery(call.query),
    headers,
    signed.join(';'),
    sha256(call.body),
  ].join('\n')
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}

function incomplete(detail: string): Refusal {
  return { code: 'IncompleteSignature', detail }
}
