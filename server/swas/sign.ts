import { createHash, createHmac } from 'node:crypto'

/** An AccessKey pair, with the token of temporary credentials where there is one. */
export type Credentials = { accessKeyId: string; accessKeySecret: string; securityToken?: string }

/** One call of an RPC-style operation, as far as its signature is concerned. */
export type RpcRequest = {
  method: 'POST' | 'GET'
  /** Host, with the port where it is not the scheme's own. */
  host: string
  action: string
  version: string
  query: Readonly<Record<string, string>>
}

/** What makes a signature unique: a date and a nonce, fresh for every attempt. */
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

/** The headers that are signed. */
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

/** RFC 3986: everything but unreserved characters is percent-encoded. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** Parameters in the order of their names, encoded; the same text is sent as the query string. */
export function canonicalQuery(query: Readonly<Record<string, string>>): string {
  return Object.entries(query)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&')
}

/** Names of the headers that are signed: host, content-type and x-acs-*, in order. */
export function signedHeaderNames(headers: Headers): string[] {
  return Object.keys(headers)
    .filter((name) => name === 'host' || name === 'content-type' || name.startsWith('x-acs-'))
    .sort()
}

/** The headers that are signed, a line each, in the order of their names. */
export function canonicalHeaders(headers: Headers): string {
  return signedHeaderNames(headers)
    .map((name) => `${name}:${(headers[name] ?? '').trim()}\n`)
    .join('')
}

/** The request in the one form that both sides hash. */
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

/** What the secret signs. */
export function stringToSign(canonical: string): string {
  return `${ALGORITHM}\n${sha256(canonical)}`
}

/** The signature, in hexadecimal. */
export function signature(text: string, accessKeySecret: string): string {
  return createHmac('sha256', accessKeySecret).update(text).digest('hex')
}

/** The Authorization header. */
export function authorization(request: RpcRequest, headers: Headers, credentials: Credentials): string {
  const signed = signature(stringToSign(canonicalRequest(request, headers)), credentials.accessKeySecret)
  const names = signedHeaderNames(headers).join(';')
  return `${ALGORITHM} Credential=${credentials.accessKeyId},SignedHeaders=${names},Signature=${signed}`
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
