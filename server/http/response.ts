import { chooseEncoding, compress, compressPieces, type Encoding } from './compression.ts'
import type { Context } from './context.ts'
import type { ResponseCache } from './response-cache.ts'

const JSON_TYPE = 'application/json; charset=utf-8'

/** Below this many bytes compression saves next to nothing. */
const MIN_COMPRESSED_BYTES = 1024

/** A value as JSON, in an encoding that the client accepts. */
export async function sendJson(context: Context, value: unknown, status = 200): Promise<Response> {
  return sendText(context, JSON.stringify(value), {}, status)
}

/** A text in an encoding that the client accepts. JSON unless `headers` say otherwise. */
export async function sendText(
  context: Context,
  text: string,
  headers: Record<string, string> = {},
  status = 200,
): Promise<Response> {
  const encoding = Buffer.byteLength(text) < MIN_COMPRESSED_BYTES ? 'identity' : acceptedEncoding(context)
  const body = await compress(text, encoding)
  return new Response(body, {
    status,
    headers: { 'Content-Type': JSON_TYPE, ...encodingHeaders(encoding), ...headers },
  })
}

/** A body that is written while it is sent. */
export function sendPieces(
  context: Context,
  pieces: Iterable<string>,
  headers: Record<string, string>,
  encoding = acceptedEncoding(context),
): Response {
  const body = context.req.method === 'HEAD' ? null : ReadableStream.from(compressPieces(pieces, encoding))
  return new Response(body, {
    headers: { 'Content-Type': JSON_TYPE, ...encodingHeaders(encoding), ...headers },
  })
}

/** A body that depends on nothing but its entity tag. */
export type TaggedBody = {
  etag: string
  headers: Record<string, string>
  /** Whether the client should not wait for the end of the body before it gets the start. */
  isLong: () => boolean
  pieces: () => Iterable<string>
}

/** Sends 304, a cached body, or a body that concurrent requests share while it is made. */
export async function sendTagged(
  context: Context,
  cache: ResponseCache,
  { etag, headers, isLong, pieces }: TaggedBody,
): Promise<Response> {
  if (matchesTag(context.req.header('if-none-match'), etag)) return notModified(etag)
  const tagged = { ...headers, ETag: etag }
  if (context.req.method === 'HEAD') return sendPieces(context, [], tagged)
  const encoding = acceptedEncoding(context)
  const key = `${encoding} ${etag}`
  const make = () => compressPieces(pieces(), encoding)
  const body = cache.get(key) ?? (isLong() ? cache.stream(key, make) : cache.whole(key, make))
  // Too many are being made: uncompressed, a body takes the memory of one piece.
  if (body === null) return sendPieces(context, pieces(), tagged, 'identity')
  return new Response(await body, {
    headers: { 'Content-Type': JSON_TYPE, ...encodingHeaders(encoding), ...tagged },
  })
}

/** RFC 9110, section 15.4.5: carries what the full response would say about caching. */
function notModified(etag: string): Response {
  return new Response(null, {
    status: 304,
    headers: { ETag: etag, Vary: 'Accept-Encoding' },
  })
}

/** Whether If-None-Match names this entity tag (weak comparison, RFC 9110, section 13.1.2). */
export function matchesTag(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined || ifNoneMatch === etag) return ifNoneMatch === etag
  const known = new Set(ifNoneMatch.split(',').map(opaqueTag))
  return known.has(opaqueTag(etag)) || known.has('*')
}

function opaqueTag(tag: string): string {
  return tag.trim().replace(/^W\//, '')
}

function acceptedEncoding(context: Context): Encoding {
  return chooseEncoding(context.req.header('accept-encoding'))
}

function encodingHeaders(encoding: Encoding): Record<string, string> {
  return { Vary: 'Accept-Encoding', ...(encoding !== 'identity' && { 'Content-Encoding': encoding }) }
}
