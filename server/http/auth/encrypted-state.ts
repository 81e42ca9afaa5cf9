import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

import * as v from 'valibot'

/** What we need to know when the provider redirects back. */
export type Flow = v.InferOutput<typeof flowSchema>

const flowSchema = v.object({
  state: v.string(),
  nonce: v.string(),
  /** PKCE (RFC 7636): proves that the client redeeming the code is the one that started. */
  codeVerifier: v.string(),
  /** The path to go to after signing in. */
  to: v.string(),
  /** Expiry, in milliseconds since 1970. */
  endsAt: v.number(),
})

/** Encrypts state that a browser stores for us and must neither read nor change. */
export type StateCipher = {
  seal(flow: Flow): string
  /** Undefined if it was not sealed by this process, or has expired. */
  open(sealed: string): Flow | undefined
}

const IV_BYTES = 12
const TAG_BYTES = 16

/**
 * Seals with AES-256-GCM and a key of this process. The server stores nothing before a user is signed in, so strangers
 * who start many sign-ins can neither fill its memory nor evict others.
 */
export function createStateCipher(now: () => number, key: Buffer = randomBytes(32)): StateCipher {
  return {
    seal(flow) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const body = Buffer.concat([cipher.update(JSON.stringify(flow)), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
    },
    open(sealed) {
      try {
        const bytes = Buffer.from(sealed, 'base64url')
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), {
          authTagLength: TAG_BYTES,
        })
        decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
        const body = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()])
        const flow = v.parse(flowSchema, JSON.parse(body.toString()))
        return flow.endsAt > now() ? flow : undefined
      } catch {
        return undefined
      }
    },
  }
}
