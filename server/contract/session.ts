import * as v from 'valibot'

/** How users sign in; `none` on loopback only. */
export const AUTH_MODES = ['none', 'token', 'proxy-header', 'oidc'] as const
export type AuthMode = (typeof AUTH_MODES)[number]

/** `GET /api/session`: who is signed in. */
export const sessionAnswerSchema = v.object({
  auth: v.picklist(AUTH_MODES),
  /** Null without sign-in, and with a shared token. */
  name: v.nullable(v.string()),
  /** Null if there is nothing to sign out of. */
  signOutPath: v.nullable(v.string()),
})
export type SessionAnswer = v.InferOutput<typeof sessionAnswerSchema>

/** Carries the token of the printed address (`#token=…`), if the server was started with one. */
export const LAUNCH_TOKEN_HEADER = 'X-Launch-Token'
