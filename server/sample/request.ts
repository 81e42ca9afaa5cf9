import type { IncomingMessage } from 'node:http'

const MAX_BODY_BYTES = 64 * 1024

/** A decoded parameter. */
export type Parameter = readonly [name: string, value: string]

/** A decoded request, not yet verified. */
export type ApiRequest = {
  method: string
  path: string
  /** Query parameters, in the order sent. */
  query: readonly Parameter[]
  /** Parameters of a form body, in the order sent. */
  form: readonly Parameter[]
  /** Trimmed values by lower-case name. */
  headers: ReadonlyMap<string, string>
  body: Buffer
}

/** Null if the parameters cannot be decoded, or the body is larger than 64 KiB. */
export async function readRequest(request: IncomingMessage): Promise<ApiRequest | null> {
  const [path = '', query = ''] = splitOnce(request.url ?? '', '?')
  const headers = readHeaders(request)
  const body = await readBody(request)
  if (body === null) return null
  const parameters = { query: parseParameters(query), form: parseParameters(formOf(headers, body)) }
  if (!parameters.query || !parameters.form) return null
  return { method: request.method ?? '', path, headers, body, query: parameters.query, form: parameters.form }
}

/** The first value of a parameter, from the query or else from the form. */
export function parameterOf({ query, form }: ApiRequest, name: string): string | undefined {
  return [...query, ...form].find(([each]) => each === name)?.[1]
}

/** Action and version: headers of a V3 request, parameters of a V1 request. */
export function operationOf(request: ApiRequest): { action: string; version: string } {
  return {
    action: request.headers.get('x-acs-action') ?? parameterOf(request, 'Action') ?? '',
    version: request.headers.get('x-acs-version') ?? parameterOf(request, 'Version') ?? '',
  }
}

function formOf(headers: ReadonlyMap<string, string>, body: Buffer): string {
  const isForm = headers.get('content-type')?.startsWith('application/x-www-form-urlencoded')
  return isForm ? body.toString('utf8') : ''
}

function parseParameters(text: string): Parameter[] | null {
  try {
    return text
      .split('&')
      .filter((pair) => pair !== '')
      .map((pair) => {
        const [name = '', value = ''] = splitOnce(pair.replaceAll('+', ' '), '=')
        return [decodeURIComponent(name), decodeURIComponent(value)]
      })
  } catch {
    return null
  }
}

function readHeaders({ headers }: IncomingMessage): Map<string, string> {
  return new Map(Object.entries(headers).map(([name, value]) => [name, String(value).trim()]))
}

async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue
    bytes += chunk.length
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk)
  }
  return bytes <= MAX_BODY_BYTES ? Buffer.concat(chunks) : null
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}
