import * as v from 'valibot'

import { type Failure, ownFailure } from '#contract/failures.ts'
import type { Result } from '#contract/result.ts'

import type { Scheme } from './middleware/allowed-hosts.ts'

type QuerySchema = v.StrictObjectSchema<v.ObjectEntries, undefined>

/** Parses the query of a URL against the contract. A name may occur once; the failure names the parameter. */
export function parseQuery<T extends QuerySchema>(url: string, schema: T): Result<v.InferOutput<T>> {
  const split = splitQuery(url)
  if (!split.ok) return split
  const unknown = Object.keys(split.value).find((name) => !Object.hasOwn(schema.entries, name))
  if (unknown !== undefined) return invalid(`Unknown parameter ${quote(unknown)}.`)
  const parsed = v.safeParse(schema, split.value)
  if (parsed.success) return { ok: true, value: parsed.output }
  return { ok: false, failure: failureOf(parsed.issues[0], split.value) }
}

function splitQuery(url: string): Result<Record<string, string>> {
  const start = url.indexOf('?')
  const query = new Map<string, string>()
  for (const part of start === -1 ? [] : url.slice(start + 1).split('&')) {
    if (part === '') continue
    const [name, value] = decode(part)
    if (name === undefined || value === undefined) return invalid('A percent sign is not followed by UTF-8.')
    if (query.has(name)) return invalid(`The parameter ${quote(name)} occurs more than once.`)
    query.set(name, value)
  }
  // Makes every name an own property, even `__proto__`.
  return { ok: true, value: Object.fromEntries(query) }
}

function decode(part: string): (string | undefined)[] {
  const equals = part.indexOf('=')
  const pair = equals === -1 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)]
  try {
    return pair.map((text) => decodeURIComponent(text.replaceAll('+', ' ')))
  } catch {
    return []
  }
}

function failureOf(issue: v.BaseIssue<unknown>, query: Record<string, string>): Failure {
  const name = v.getDotPath(issue)?.split('.')[0] ?? ''
  if (query[name] === undefined) return ownFailure('INVALID_REQUEST', `The parameter ${name} is missing.`)
  if (name === 'region') {
    return ownFailure(
      'INVALID_REGION',
      'The parameter region is not "all", a region ID, or several separated by commas.',
    )
  }
  return ownFailure('INVALID_REQUEST', `The parameter ${name} is not valid: ${expectation(issue)}.`)
}

/** Says what the contract expects, never what was sent, which may be anything. */
function expectation(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'check') return issue.message
  if (issue.type === 'regex') return 'it should be 1 to 256 printable ASCII characters without spaces'
  if (issue.type === 'max_length') return `it should be no longer than ${String(issue.requirement)}`
  if (issue.type === 'iso_timestamp') return 'it should be a time in ISO 8601'
  return `it should be ${issue.expected ?? 'something else'}`
}

function quote(name: string): string {
  return JSON.stringify(name.slice(0, 40))
}

function invalid(detail: string): { ok: false; failure: Failure } {
  return { ok: false, failure: ownFailure('INVALID_REQUEST', detail) }
}

/** Reads at most `limitBytes` of a body as JSON in strict UTF-8. */
export async function readJson(request: Request, limitBytes: number): Promise<Result<unknown>> {
  const bytes = await readBytes(request, limitBytes)
  if (!bytes.ok) return bytes
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.value))
    return { ok: true, value }
  } catch {
    return rejectBody('INVALID_REQUEST', 'The body is not JSON in UTF-8.')
  }
}

/** Reads at most `limitBytes` of a body, counting as it arrives. */
export async function readBytes(request: Request, limitBytes: number): Promise<Result<Uint8Array>> {
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
    return rejectBody('INVALID_REQUEST', 'The body ended early.')
  }
  if (sizeBytes > limitBytes) return rejectBody('PAYLOAD_TOO_LARGE', 'The body is too large for this path.')
  return { ok: true, value: Buffer.concat(chunks) }
}

function rejectBody(
  code: 'INVALID_REQUEST' | 'PAYLOAD_TOO_LARGE',
  detail: string,
): { ok: false; failure: Failure } {
  return { ok: false, failure: ownFailure(code, detail) }
}

/** Languages of the pages that the server renders itself. */
export type Language = 'en' | 'zh-CN'

/** The language that an Accept-Language header prefers (RFC 9110, section 12.5.4); English by default. */
export function chooseLanguage(accepted: string | undefined): Language {
  const wishes = (accepted ?? '').split(',').map((part) => {
    const [tag = '', ...parameters] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/)
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
    return { tag, quality: quality === undefined ? 1 : Number(quality) }
  })
  const known = wishes.filter(({ tag, quality }) => /^(?:en|zh)(?:-|$)/.test(tag) && quality > 0)
  const [best] = known.toSorted((one, other) => other.quality - one.quality)
  return best?.tag.startsWith('zh') === true ? 'zh-CN' : 'en'
}

/** The URL of a request as the browser's address bar shows it. */
export function publicUrl(url: string, scheme: Scheme): URL {
  const parsed = new URL(url)
  parsed.protocol = scheme
  return parsed
}
