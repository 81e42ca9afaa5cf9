import { createHash, timingSafeEqual } from 'node:crypto'

import type { RequestHead } from '../request-head.ts'

/** Says whether a text is the secret, in a time that tells nothing of where they differ. */
export type SecretCheck = (given: string) => boolean

/** Keeps only the SHA-256 digest: digests are equally long, as `timingSafeEqual` needs them. */
export function createSecretCheck(secret: string): SecretCheck {
  const expected = digest(secret)
  return (given) => timingSafeEqual(digest(given), expected)
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** The value of a header that stands exactly once; undefined where it is missing or repeated. */
export function singleHeader(head: RequestHead, name: string): string | undefined {
  const values = head.headers.get(name)
  return values?.length === 1 ? values[0] : undefined
}

/** The token of `Authorization: Bearer …` (RFC 6750, section 2.1); undefined where there is not exactly one. */
export function bearerToken(head: RequestHead): string | undefined {
  return /^Bearer ([!-~]+)$/i.exec(singleHeader(head, 'authorization') ?? '')?.[1]
}
