import { SIGN_IN_PATHS } from '#contract/session.ts'

/** Longer addresses would not fit into the address of the sign-in document. */
const LONGEST_RETURN = 1500

/** Where to sign in, and to come back to this place: its path alone, so that it is always one of ours. */
export function signInUrl({ pathname, search }: Pick<Location, 'pathname' | 'search'>): string {
  const to = encodeURIComponent(pathname + search)
  return to.length > LONGEST_RETURN ? SIGN_IN_PATHS.signIn : `${SIGN_IN_PATHS.signIn}?to=${to}`
}
