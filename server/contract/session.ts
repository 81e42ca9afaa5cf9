import * as v from 'valibot'

/** How callers are told apart; `none` on loopback only. */
export const AUTH_MODES = ['none', 'token', 'proxy-header', 'oidc'] as const
export type AuthMode = (typeof AUTH_MODES)[number]

/** `GET /api/session`: who asks. */
export const sessionAnswerSchema = v.object({
  auth: v.picklist(AUTH_MODES),
  /** Null where nobody has a name: without sign-in, and with a token that several may share. */
  name: v.nullable(v.string()),
  /** Where to sign out; null where there is nothing to sign out of. */
  signOutPath: v.nullable(v.string()),
})
export type SessionAnswer = v.InferOutput<typeof sessionAnswerSchema>

/** The header that carries the token of the printed address (`#token=…`), where the server was started with one. */
export const LAUNCH_TOKEN_HEADER = 'X-Launch-Token'
