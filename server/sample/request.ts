import type { IncomingMessage } from 'node:http'

const LIMIT_BYTES = 64 * 1024

/** One parameter, decoded. */
export type Parameter = readonly [name: string, value: string]

/** A call as it arrived, decoded but not yet believed. */
export type Call = {
  method: string
  path: string
  /** Of the query, in the order sent. */
  query: readonly Parameter[]
  /** Of a form body, in the order sent. */
  form: readonly Parameter[]
  /** By lower-case name; values trimmed. */
  headers: ReadonlyMap<string, string>
  body: Buffer
}

/** Reads a request; null where its parameters cannot be decoded or its body is beyond 64 KiB. */
export async function readCall(request: IncomingMessage): Promise<Call | null> {
  const [path = '', query = ''] = splitOnce(request.url ?? '', '?')
  const headers = readHeaders(request)
  const body = await readBody(request)
  if (body === null) return null
  const parameters = { query: parseParameters(query), form: parseParameters(formOf(headers, body)) }
  if (!parameters.query || !parameters.form) return null
  return { method: request.method ?? '', path, headers, body, query: parameters.query, form: parameters.form }
}

/** The value of a parameter, of the query or of the form; the first where it is repeated. */
export function parameterOf(call: Call, name: string): string | undefined {
  return [...call.query, ...call.form].find(([each]) => each === name)?.[1]
}

/** The action and version: headers in the V3 style, parameters in the V1 style. */
export function operationOf(call: Call): { action: string; version: string } {
  return {
    action: call.headers.get('x-acs-action') ?? parameterOf(call, 'Action') ?? '',
    version: call.headers.get('x-acs-version') ?? parameterOf(call, 'Version') ?? '',
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
    if (bytes <= LIMIT_BYTES) chunks.push(chunk)
  }
  return bytes <= LIMIT_BYTES ? Buffer.concat(chunks) : null
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}
