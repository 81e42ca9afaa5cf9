import { createHash, createHmac } from 'node:crypto'

import type { ApiError } from './error-codes.ts'
import { type ApiRequest, type Parameter, parameterOf } from './request.ts'

/** The sender and signature that a request claims to have. Not to be trusted before `sign` agrees. */
export type SignatureClaim = {
  accessKeyId: string
  /** As sent: `yyyy-MM-ddTHH:mm:ssZ`. */
  date: string
  nonce: string
  securityToken: string | undefined
  signature: string
  stringToSign: string
  /** The signature that the holder of this secret would have sent. */
  sign(accessKeySecret: string): string
}

const V3_SCHEME = 'ACS3-HMAC-SHA256'
const V3_HEADERS = ['host', 'x-acs-action', 'x-acs-date', 'x-acs-signature-nonce', 'x-acs-version'] as const
const V3_AUTHORIZATION =
  /^ACS3-HMAC-SHA256 Credential=([^,\s]+),SignedHeaders=([^,\s]+),Signature=([0-9a-f]{64})$/
const V1_PARAMETERS = ['AccessKeyId', 'Signature', 'SignatureMethod', 'SignatureNonce', 'Timestamp'] as const

export function readSignature(request: ApiRequest): SignatureClaim | ApiError {
  return request.headers.has('authorization') ? readV3Signature(request) : readV1Signature(request)
}

/**
 * Reads a V3 signature: "V3 request structure and signature" of the OpenAPI guide. Every header that the guide wants
 * signed must be: host, content-type and all of x-acs-*.
 */
export function readV3Signature(request: ApiRequest): SignatureClaim | ApiError {
  const parts = V3_AUTHORIZATION.exec(request.headers.get('authorization') ?? '')
  if (!parts) {
    return incomplete(`Authorization should be "${V3_SCHEME} Credential=…,SignedHeaders=…,Signature=…".`)
  }
  const [, accessKeyId = '', signedHeaders = '', signature = ''] = parts
  const signed = signedHeaders.split(';')
  const problem = v3Problem(request, signed)
  if (problem !== null) return incomplete(problem)
  const stringToSign = `${V3_SCHEME}\n${sha256(canonicalRequest(request, signed))}`
  return {
    accessKeyId,
    date: request.headers.get('x-acs-date') ?? '',
    nonce: request.headers.get('x-acs-signature-nonce') ?? '',
    securityToken: request.headers.get('x-acs-security-token'),
    signature,
    stringToSign,
    sign: (secret) => createHmac('sha256', secret).update(stringToSign).digest('hex'),
  }
}

/**
 * Reads a V1 signature, all of it in the parameters and made with HMAC-SHA1. The `aliyun` CLI signs this way for
 * products that it only knows by name: "Request syntax and signature method V2 for RPC APIs" of the OpenAPI guide.
 */
export function readV1Signature(request: ApiRequest): SignatureClaim | ApiError {
  const absent = V1_PARAMETERS.find((name) => !parameterOf(request, name))
  if (absent !== undefined) return incomplete(`No Authorization header, and no parameter ${absent}.`)
  if (parameterOf(request, 'SignatureMethod') !== 'HMAC-SHA1') {
    return incomplete('SignatureMethod should be HMAC-SHA1.')
  }
  const signed = [...request.query, ...request.form].filter(([name]) => name !== 'Signature')
  const stringToSign = `${request.method}&${percentEncode('/')}&${percentEncode(canonicalQuery(signed))}`
  return {
    accessKeyId: parameterOf(request, 'AccessKeyId') ?? '',
    date: parameterOf(request, 'Timestamp') ?? '',
    nonce: parameterOf(request, 'SignatureNonce') ?? '',
    securityToken: parameterOf(request, 'SecurityToken'),
    signature: parameterOf(request, 'Signature') ?? '',
    stringToSign,
    sign: (secret) => createHmac('sha1', `${secret}&`).update(stringToSign).digest('base64'),
  }
}

function v3Problem(request: ApiRequest, signed: readonly string[]): string | null {
  const unsigned = headersToSign(request).find((name) => !signed.includes(name))
  if (unsigned !== undefined) return `The header ${unsigned} is not signed.`
  const absent = [...V3_HEADERS, ...signed].find((name) => !request.headers.get(name))
  if (absent !== undefined) return `The header ${absent} is mandatory.`
  return request.headers.get('x-acs-content-sha256') === sha256(request.body)
    ? null
    : 'The header x-acs-content-sha256 is not the hash of the body.'
}

function headersToSign({ headers }: ApiRequest): string[] {
  return [...headers.keys()].filter(
    (name) => name === 'host' || name === 'content-type' || name.startsWith('x-acs-'),
  )
}

function canonicalRequest(request: ApiRequest, signed: readonly string[]): string {
  const headers = signed.map((name) => `${name}:${request.headers.get(name) ?? ''}\n`).join('')
  const { method, path, query, body } = request
  return [method, path, canonicalQuery(query), headers, signed.join(';'), sha256(body)].join('\n')
}

/** Sorted by name, then value; names and values encoded. */
function canonicalQuery(parameters: readonly Parameter[]): string {
  return parameters
    .map(([name, value]) => [percentEncode(name), percentEncode(value)] as const)
    .sort(([a, aValue], [b, bValue]) => compare(a, b) || compare(aValue, bValue))
    .map((pair) => pair.join('='))
    .join('&')
}

/** RFC 3986: only unreserved characters stay as they are. */
function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}

function incomplete(detail: string): ApiError {
  return { code: 'IncompleteSignature', detail }
}
