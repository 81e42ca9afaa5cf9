import { createHash, randomBytes } from 'node:crypto'

import type { Identity } from '../context.ts'
import type { RequestHead } from '../request-head.ts'
import { COOKIES, formatCookie, formatRemoval, readCookie } from './cookies.ts'
import { type Identified, unauthenticated } from './identity.ts'

/** A session ends this long after its last request, and this long after sign-in. */
export const SESSION_IDLE_MS = 8 * 3_600_000
export const SESSION_LONGEST_MS = 12 * 3_600_000

export type Session = {
  identity: Identity
  /** The provider's ID token, needed to sign out there; null without a provider. */
  idToken: string | null
}

/** Sessions in memory only: a restart signs everyone out. */
export type Sessions = {
  /** Starts a session and returns its new random ID, which only the browser gets. */
  start(session: Session): string
  /** Finds a session that has not ended, and counts as a use of it. */
  find(id: string): Session | undefined
  /** Ends a session and returns it, unless it had ended already. */
  end(id: string): Session | undefined
}

/** `now` in milliseconds. */
export type SessionWorld = {
  now: () => number
  /** 256 bits by default; OWASP ASVS 7.2.3 requires 128. */
  randomId?: () => string
  /** Beyond this many the least recently used session ends. */
  most?: number
}

export function createSessions({ now, randomId = newId, most = 1000 }: SessionWorld): Sessions {
  // Keyed by digest, so neither lookup times nor a memory dump reveal an ID; in order of last use.
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

/** 256 random bits, safe in a cookie or URL. */
export function newId(): string {
  return randomBytes(32).toString('base64url')
}

function digest(id: string): string {
  return createHash('sha256').update(id).digest('base64')
}

/** Identifies a user by the session cookie. `challenge` tells programs how else to sign in. */
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

/** Starts a session under a new ID and returns its `Set-Cookie`. */
export function startSession(head: RequestHead, sessions: Sessions, session: Session): string {
  endSession(head, sessions)
  return formatCookie(COOKIES.session, sessions.start(session))
}

/** Ends the browser's session, if it has one, and returns it. */
export function endSession(head: RequestHead, sessions: Sessions): Session | undefined {
  const id = readCookie(head, COOKIES.session)
  return id === undefined ? undefined : sessions.end(id)
}

/** The `Set-Cookie` to sign out. */
export const NO_SESSION = formatRemoval(COOKIES.session)
