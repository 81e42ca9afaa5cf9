import * as v from 'valibot'

import type { Claimed } from './allow-list.ts'

const groupsSchema = v.fallback(v.array(v.string()), [])
const emailSchema = v.object({
  email: v.fallback(v.optional(v.string()), undefined),
  email_verified: v.fallback(v.optional(v.boolean()), undefined),
})

/** What a provider says of a user: in the ID token, and at its userinfo endpoint where it was asked. */
export type Claims = { idToken: { sub: string; [name: string]: unknown }; userInfo: Record<string, unknown> }

/**
 * Whom a provider signed in. A name that the user may have chosen, such as `preferred_username`, is never one to be let
 * in by; nor is an address that one place names and the other calls verified, since they may speak of two addresses.
 */
export function describeClaims(
  { idToken, userInfo }: Claims,
  groupsClaim: string,
): { name: string; claimed: Claimed } {
  const source = 'email' in idToken ? idToken : userInfo
  const { email, email_verified: isVerified } = v.parse(emailSchema, source)
  const { sub } = idToken
  const users = email !== undefined && isVerified === true ? [email, sub] : [sub]
  const groups = v.parse(groupsSchema, (groupsClaim in idToken ? idToken : userInfo)[groupsClaim])
  return { name: users[0] ?? sub, claimed: { users, groups } }
}
