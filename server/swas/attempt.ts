import { failure } from './failures.ts'
import { API_VERSION } from './operations.ts'
import { readAnswer } from './parse-response.ts'
import type { Attempt } from './read-error.ts'
import { type Credentials, canonicalQuery, type Moment, signedHeaders } from './sign.ts'
import { TransportError } from './transport-error.ts'
import type { Transport } from './transport.ts'

/** One operation with its parameters, and where it goes. */
export type Call = {
  /** Scheme, host and port. */
  origin: string
  action: 'ListRegions' | 'ListImages'
  query: Readonly<Record<string, string>>
}

/** Sends one freshly signed request and reads what came back. Never throws for what an upstream can do. */
export async function attempt(
  call: Call,
  credentials: Credentials,
  moment: Moment,
  transport: Transport,
  signal: AbortSignal,
): Promise<Attempt> {
  const { action, query } = call
  const search = canonicalQuery(query)
  const url = new URL(search === '' ? '/' : `/?${search}`, call.origin)
  const request = { method: 'POST', host: url.host, action, version: API_VERSION, query } as const
  try {
    const answer = await transport.post(url, signedHeaders(request, credentials, moment), signal)
    return readAnswer(answer, { action, accessKeyId: credentials.accessKeyId })
  } catch (error) {
    if (!(error instanceof TransportError)) throw error
    const { code, message, reason, retry, isStale } = error
    const outcome = { ok: false, failure: failure(code, message, { ...(reason && { reason }) }) } as const
    const again = isStale ? 'stale' : 'transient'
    return { outcome, ...(retry && { again }) }
  }
}
