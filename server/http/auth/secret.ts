import { createHash, timingSafeEqual } from 'node:crypto'

import type { RequestHead } from '../request-head.ts'

/** Compares a text with the secret in constant time. */
export type SecretCheck = (given: string) => boolean

/** Stores only the SHA-256 digest: `timingSafeEqual` needs equal lengths. */
export function createSecretCheck(secret: string): SecretCheck {
  const expected = digest(secret)
  return (given) => timingSafeEqual(digest(given), expected)
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** The value of a header that occurs exactly once, else undefined. */
export function singleHeader(head: RequestHead, name: string): string | undefined {
  const values = head.headers.get(name)
  return values?.length === 1 ? values[0] : undefined
}

/** The token of `Authorization: Bearer …` (RFC 6750, section 2.1), if there is exactly one. */
export function bearerToken(head: RequestHead): string | undefined {
  return /^Bearer ([!-~]+)$/i.exec(singleHeader(head, 'authorization') ?? '')?.[1]
}
