import { type Failure, ownFailure } from '#contract/failures.ts'
import type { Outcome } from '#contract/result.ts'

/** Reads a body of at most `limitBytes` as JSON in strict UTF-8, counting while it comes. */
export async function readJson(request: Request, limitBytes: number): Promise<Outcome<unknown>> {
  const bytes = await readBytes(request, limitBytes)
  if (!bytes.ok) return bytes
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.value))
    return { ok: true, value }
  } catch {
    return refused('INVALID_REQUEST', 'The body is not JSON in UTF-8.')
  }
}

/** Reads a body of at most `limitBytes`, counting while it comes. */
export async function readBytes(request: Request, limitBytes: number): Promise<Outcome<Uint8Array>> {
  const stream: ReadableStream<Uint8Array> | null = request.body
  const chunks: Uint8Array[] = []
  let sizeBytes = Number(request.headers.get('content-length') ?? 0)
  if (sizeBytes <= limitBytes) sizeBytes = 0
  try {
    for await (const chunk of stream ?? []) {
      sizeBytes += chunk.byteLength
      if (sizeBytes > limitBytes) break
      chunks.push(chunk)
    }
  } catch {
    return refused('INVALID_REQUEST', 'The body ended early.')
  }
  if (sizeBytes > limitBytes) return refused('PAYLOAD_TOO_LARGE', 'The body is larger than this path takes.')
  return { ok: true, value: Buffer.concat(chunks) }
}

function refused(
  code: 'INVALID_REQUEST' | 'PAYLOAD_TOO_LARGE',
  detail: string,
): { ok: false; failure: Failure } {
  return { ok: false, failure: ownFailure(code, detail) }
}
