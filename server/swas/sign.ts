import { createHash, createHmac } from 'node:crypto'

/** An AccessKey pair; temporary credentials also have a token. */
export type Credentials = { accessKeyId: string; accessKeySecret: string; securityToken?: string }

/** The parts of an RPC-style call that are signed. */
export type RpcRequest = {
  method: 'POST' | 'GET'
  /** With the port, unless it is the scheme's default. */
  host: string
  action: string
  version: string
  query: Readonly<Record<string, string>>
}

/** What makes a signature unique; new for every attempt. */
export type Moment = { date: Date; nonce: string }

type Headers = Readonly<Record<string, string>>

const ALGORITHM = 'ACS3-HMAC-SHA256'
const EMPTY_BODY_HASH = sha256('')

/**
 * The headers to send, Authorization included.
 * Source: "V3 request structure and signature", Alibaba Cloud help 2593177.
 */
export function signedHeaders(request: RpcRequest, credentials: Credentials, moment: Moment): Headers {
  const headers = unsignedHeaders(request, credentials, moment)
  return { ...headers, authorization: authorization(request, headers, credentials) }
}

/** The headers to sign. */
export function unsignedHeaders(request: RpcRequest, credentials: Credentials, moment: Moment): Headers {
  const { accessKeyId, securityToken } = credentials
  return {
    host: request.host,
    'x-acs-action': request.action,
    'x-acs-version': request.version,
    'x-acs-date': `${moment.date.toISOString().slice(0, 19)}Z`,
    'x-acs-signature-nonce': moment.nonce,
    'x-acs-content-sha256': EMPTY_BODY_HASH,
    ...(securityToken === undefined
      ? {}
      : { 'x-acs-accesskey-id': accessKeyId, 'x-acs-security-token': securityToken }),
  }
}

/** RFC 3986: encodes everything but unreserved characters. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** Encoded parameters, sorted by name; also sent as the query string. */
export function canonicalQuery(query: Readonly<Record<string, string>>): string {
  return Object.entries(query)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&')
}

/** Sorted names of the signed headers: host, content-type and x-acs-*. */
export function signedHeaderNames(headers: Headers): string[] {
  return Object.keys(headers)
    .filter((name) => name === 'host' || name === 'content-type' || name.startsWith('x-acs-'))
    .sort()
}

/** The signed headers, one line each, sorted by name. */
export function canonicalHeaders(headers: Headers): string {
  return signedHeaderNames(headers)
    .map((name) => `${name}:${(headers[name] ?? '').trim()}\n`)
    .join('')
}

/** The canonical form that both sides hash. */
export function canonicalRequest(request: RpcRequest, headers: Headers): string {
  return [
    request.method,
    '/',
    canonicalQuery(request.query),
    canonicalHeaders(headers),
    signedHeaderNames(headers).join(';'),
    headers['x-acs-content-sha256'],
  ].join('\n')
}

/** The text that the secret signs. */
export function stringToSign(canonical: string): string {
  return `${ALGORITHM}\n${sha256(canonical)}`
}

/** HMAC-SHA256 in hexadecimal. */
export function signature(text: string, accessKeySecret: string): string {
  return createHmac('sha256', accessKeySecret).update(text).digest('hex')
}

export function authorization(request: RpcRequest, headers: Headers, credentials: Credentials): string {
  const signed = signature(stringToSign(canonicalRequest(request, headers)), credentials.accessKeySecret)
  const names = signedHeaderNames(headers).join(';')
  return `${ALGORITHM} Credential=${credentials.accessKeyId},SignedHeaders=${names},Signature=${signed}`
}

const SHOWN_CHARACTERS = 4

/** An AccessKey ID masked except for its last four characters; entirely if it has hardly more. */
export function maskKeyId(accessKeyId: string): string {
  return accessKeyId.length < 2 * SHOWN_CHARACTERS ? '****' : `****${accessKeyId.slice(-SHOWN_CHARACTERS)}`
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
