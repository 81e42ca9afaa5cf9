import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

import * as v from 'valibot'

/** What has to be known again when the provider leads back to us. */
export type Flow = v.InferOutput<typeof flowSchema>

const flowSchema = v.object({
  state: v.string(),
  nonce: v.string(),
  /** Of PKCE (RFC 7636): proves that the code is asked for by whoever started. */
  codeVerifier: v.string(),
  /** The path to go on to. */
  to: v.string(),
  /** After this, in milliseconds since 1970, it no longer counts. */
  endsAt: v.number(),
})

/** Writes and reads what a browser keeps for us and must neither read nor change. */
export type StateCipher = {
  seal(flow: Flow): string
  /** Undefined for anything that was not sealed here, and for what has ended. */
  open(sealed: string): Flow | undefined
}

const IV_BYTES = 12
const TAG_BYTES = 16

/**
 * Seals with AES-256-GCM under a key of this process. Nothing is kept here until somebody is signed in, so strangers who
 * start many sign-ins can neither fill the memory nor push others out of it.
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
