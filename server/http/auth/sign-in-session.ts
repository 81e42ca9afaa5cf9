import type { RequestHead } from '../request-head.ts'
import { COOKIES, formatCookie, formatRemoval, readCookie } from './cookies.ts'
import type { Identified } from './identity.ts'
import { unauthenticated } from './identity.ts'
import type { Session, Sessions } from './sessions.ts'

/** Who asks, by the session cookie. `challenge` is for programs that could sign in otherwise. */
export function identifySession(head: RequestHead, sessions: Sessions, challenge?: string): Identified {
  const id = readCookie(head, COOKIES.session)
  const session = id === undefined ? undefined : sessions.find(id)
  if (session === undefined) {
    return unauthenticated('Nobody is signed in, or the session is over.', {
      reason: 'signed-out',
      challenge,
    })
  }
  return { ok: true, identity: session.identity }
}

/** Starts a session, never under the ID that the browser had before; gives the `Set-Cookie`. */
export function startSession(head: RequestHead, sessions: Sessions, session: Session): string {
  endSession(head, sessions)
  return formatCookie(COOKIES.session, sessions.start(session))
}

/** Ends the session of the browser, if it has one; gives what it was. */
export function endSession(head: RequestHead, sessions: Sessions): Session | undefined {
  const id = readCookie(head, COOKIES.session)
  return id === undefined ? undefined : sessions.end(id)
}

/** The `Set-Cookie` of signing out. */
export const NO_SESSION = formatRemoval(COOKIES.session)
