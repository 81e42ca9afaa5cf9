import { chooseEncoding, compressStart, type Encoding, finishBody } from './compression.ts'
import type { Exchange } from './context.ts'
import type { Finished } from './finished.ts'
import { API_HEADERS } from './middleware/security-headers.ts'
import { streamPieces } from './piecewise.ts'
import type { BodyCache, Kept } from './response-cache.ts'

/** Below this many bytes a compressed body is hardly smaller. */
const WORTH_COMPRESSING = 1024

const NOTHING = new Uint8Array()

/** A value as JSON, compressed as the caller takes it. */
export async function sendJson(exchange: Exchange, value: unknown, status = 200): Promise<Response> {
  return sendText(exchange, JSON.stringify(value), {}, status)
}

/** A text, compressed as the caller takes it; `headers` go before those that every answer of the API has. */
export async function sendText(
  exchange: Exchange,
  text: string,
  headers: Record<string, string> = {},
  status = 200,
): Promise<Response> {
  const plain = Buffer.from(text)
  const encoding =
    plain.byteLength < WORTH_COMPRESSING ? 'identity' : chooseEncoding(exchange.req.header('accept-encoding'))
  const body = finishBody(await compressStart(plain, encoding), NOTHING)
  return new Response(body, { status, headers: { ...API_HEADERS, ...encodingHeaders(encoding), ...headers } })
}

/** A body whose start is kept in compressed form; see {@link BodyCache}. */
export type KeptBody = {
  what: Kept
  writeStart: () => string
  end: string
  headers: Record<string, string>
}

/** A body whose start was compressed before, for whoever asked first. */
export async function finishKept(cache: BodyCache, encoding: Encoding, body: KeptBody): Promise<Finished> {
  const start = await cache.start(body.what, encoding, body.writeStart)
  const bytes = finishBody(start, Buffer.from(body.end))
  const headers = {
    ...API_HEADERS,
    ...encodingHeaders(encoding),
    ...body.headers,
    'Content-Length': String(bytes.byteLength),
  }
  return { status: 200, headers, body: bytes }
}

/** A body that is written while it is sent, compressed as the caller takes it. */
export function sendPieces(
  exchange: Exchange,
  pieces: Iterable<string>,
  headers: Record<string, string>,
): Response {
  const encoding = chooseEncoding(exchange.req.header('accept-encoding'))
  const body = exchange.req.method === 'HEAD' ? null : streamPieces(pieces, encoding)
  return new Response(body, { headers: { ...API_HEADERS, ...encodingHeaders(encoding), ...headers } })
}

function encodingHeaders(encoding: string): Record<string, string> {
  return { Vary: 'Accept-Encoding', ...(encoding !== 'identity' && { 'Content-Encoding': encoding }) }
}
