import { createHash } from 'node:crypto'

import type { Context } from '../context.ts'
import { readBytes } from '../request.ts'
import type { Identify } from './identity.ts'
import { tooManyAttempts, unauthenticated } from './identity.ts'
import { createLoginThrottle } from './login-throttle.ts'
import { bearerToken, createSecretCheck } from './secret.ts'
import {
  createSessions,
  endSession,
  identifySession,
  NO_SESSION,
  startSession,
  type Sessions,
} from './sessions.ts'
import { WORDS } from './sign-in-messages.ts'
import { signedOutPage, tokenPage } from './sign-in-pages.ts'
import { frameOf, redirect, send, type SignInDeps, type SignInWay } from './sign-in-routes.ts'

const LARGEST_FORM_BYTES = 4096

/** Sign-in with one shared token: a form for browsers, a bearer token for programs. */
export function createTokenSignIn(
  token: string,
  now: () => number,
): { identify: Identify; way: (context: SignInDeps) => SignInWay } {
  const isToken = createSecretCheck(token)
  const sessions = createSessions({ now })
  const bearer = createBearerIdentity(isToken, now)
  return {
    identify: (head) =>
      // If there is a header, it decides: a cookie never makes up for a wrong one.
      head.headers.has('authorization') ? bearer(head) : identifySession(head, sessions, 'Bearer'),
    way: (context) => createTokenWay(isToken, sessions, now, context),
  }
}

/** Throttled like the form. A correct token waits too; otherwise guessing would be unlimited. */
function createBearerIdentity(isToken: (given: string) => boolean, now: () => number): Identify {
  const attempts = createLoginThrottle(now)
  return (head) => {
    const given = bearerToken(head)
    const waitMs = attempts.waitMs(head.peer)
    if (waitMs > 0) return tooManyAttempts(waitMs)
    if (isToken(given ?? '')) return { ok: true, identity: { name: null } }
    if (given !== undefined) attempts.failed(head.peer, createHash('sha256').update(given).digest('base64'))
    return unauthenticated('This is not the access token.', { challenge: 'Bearer error="invalid_token"' })
  }
}

function createTokenWay(
  isToken: (given: string) => boolean,
  sessions: Sessions,
  now: () => number,
  { log }: SignInDeps,
): SignInWay {
  const attempts = createLoginThrottle(now)

  async function submit(context: Context, to: string): Promise<Response> {
    const head = context.get('head')
    const frame = frameOf(context)
    const words = WORDS[frame.language]
    const waitSeconds = Math.ceil(attempts.waitMs(head.peer) / 1000)
    if (waitSeconds > 0) {
      log.warn({ peer: head.peer }, 'too many sign-ins')
      const document = await tokenPage(frame, to, words.tooManyAttempts(waitSeconds))
      return send(document, 429, [], { 'Retry-After': String(waitSeconds) })
    }
    // Counted before the body is read, so parallel attempts cannot bypass the limit.
    attempts.failed(head.peer)
    if (!isToken(await readToken(context))) {
      log.warn({ peer: head.peer }, 'wrong access token')
      return send(await tokenPage(frame, to, words.wrongToken), 401)
    }
    attempts.succeeded(head.peer)
    log.info({ peer: head.peer }, 'signed in')
    return redirect(to, [startSession(head, sessions, { identity: { name: null }, idToken: null })])
  }

  return {
    ask: async (context, to) => send(await tokenPage(frameOf(context), to, null)),
    submit,
    callback: null,
    signOut: async (context) => {
      endSession(context.get('head'), sessions)
      return send(await signedOutPage(frameOf(context)), 200, [NO_SESSION])
    },
  }
}

/** The only field of the form, trimmed since it is often pasted; empty for any other form. */
async function readToken(context: Context): Promise<string> {
  const bytes = await readBytes(context.req.raw, LARGEST_FORM_BYTES)
  const fields = [...new URLSearchParams(bytes.ok ? Buffer.from(bytes.value).toString() : '')]
  const [field] = fields
  return fields.length === 1 && field?.[0] === 'token' ? field[1].trim() : ''
}
