import type { Parameter } from './request.ts'

/** What a call says of its sender, whichever way it is signed. Nothing of it is believed before `sign` agrees. */
export type Claim = {
  accessKeyId: string
  /** As sent: `yyyy-MM-ddTHH:mm:ssZ`. */
  date: string
  nonce: string
  securityToken: string | undefined
  signature: string
  stringToSign: string
  /** The signature that the holder of this secret would have sent. */
  sign(accessKeySecret: string): string
}

/** RFC 3986: only unreserved characters stay as they are. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** The canonical query: sorted by name, then value; names and values encoded. */
export function canonicalQuery(parameters: readonly Parameter[]): string {
  return parameters
    .map(([name, value]) => [percentEncode(name), percentEncode(value)] as const)
    .sort(([a, aValue], [b, bValue]) => compare(a, b) || compare(aValue, bValue))
    .map((pair) => pair.join('='))
    .join('&')
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
