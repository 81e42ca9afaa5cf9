import { parse } from '@cdktn/hcl2json'

/**
 * HCL as HashiCorp's own parser reads it, for tests. It prints each string as a template, so that a literal `${` comes out
 * as `$${`: here that is text again, while a reference stays `${alicloud.name}`.
 */
export async function readHcl(text: string): Promise<unknown> {
  return plain(await parse('snippet.tf', text))
}

function plain(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('$${', '${').replaceAll('%%{', '%{')
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [plain(key), plain(inner)]))
}
