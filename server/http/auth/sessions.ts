import { createHash, randomBytes } from 'node:crypto'

import type { Identity } from '../context.ts'
import type { RequestHead } from '../request-head.ts'
import { COOKIES, formatCookie, formatRemoval, readCookie } from './cookies.ts'
import { type Identified, unauthenticated } from './identity.ts'

/** After so long without a request, and so long after signing in, a session is over. */
export const SESSION_IDLE_MS = 8 * 3_600_000
export const SESSION_LONGEST_MS = 12 * 3_600_000

/** What is remembered of a sign-in. */
export type Session = {
  identity: Identity
  /** The ID token of the provider, to name the session there when signing out; null where there is no provider. */
  idToken: string | null
}

/** Sign-ins of this process. Nothing of them is on disk: a restart signs everybody out. */
export type Sessions = {
  /** Starts a session under a new random ID, which only the browser gets. */
  start(session: Session): string
  /** The session of an ID, which counts as used now; undefined where there is none, or it is over. */
  find(id: string): Session | undefined
  /** Ends a session; gives what it was, where it was not over already. */
  end(id: string): Session | undefined
}

/** What sessions need of the world; times in milliseconds. */
export type SessionWorld = {
  now: () => number
  /** 256 bits unless a test says otherwise; 128 are the least that OWASP ASVS 7.2.3 takes. */
  randomId?: () => string
  /** Above this the one that was not used for longest is ended. */
  most?: number
}

/** Sessions, at first none. */
export function createSessions({ now, randomId = newId, most = 1000 }: SessionWorld): Sessions {
  // By digest, so that neither a look-up's time nor a dump of the memory gives an ID away; in order of last use.
  const kept = new Map<string, { session: Session; startedAt: number; usedAt: number }>()

  function take(id: string) {
    const key = digest(id)
    const found = kept.get(key)
    kept.delete(key)
    const isOver =
      found === undefined ||
      now() - found.usedAt >= SESSION_IDLE_MS ||
      now() - found.startedAt >= SESSION_LONGEST_MS
    return isOver ? undefined : found
  }

  return {
    start(session) {
      const id = randomId()
      const [oldest] = kept.keys()
      if (kept.size >= most && oldest !== undefined) kept.delete(oldest)
      kept.set(digest(id), { session, startedAt: now(), usedAt: now() })
      return id
    },
    find(id) {
      const found = take(id)
      if (found !== undefined) kept.set(digest(id), { ...found, usedAt: now() })
      return found?.session
    },
    end: (id) => take(id)?.session,
  }
}

/** 256 random bits that can stand in a cookie or an address. */
export function newId(): string {
  return randomBytes(32).toString('base64url')
}

function digest(id: string): string {
  return createHash('sha256').update(id).digest('base64')
}

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
