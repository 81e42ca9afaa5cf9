import { SIGN_IN_PATHS } from '#contract/api.ts'

import type { Context } from '../context.ts'
import { headerOf } from '../request-head.ts'
import { type AllowList, isAllowed } from './allow-list.ts'
import { COOKIES, formatCookie, formatRemoval, readCookie } from './cookies.ts'
import { createStateCipher, type StateCipher } from './encrypted-state.ts'
import type { Identify } from './identity.ts'
import { isProvidersRefusal, type OidcProvider, type SignedIn } from './oidc-client.ts'
import {
  createSessions,
  endSession,
  identifySession,
  NO_SESSION,
  startSession,
  type Sessions,
} from './sessions.ts'
import { type Words, WORDS } from './sign-in-messages.ts'
import { redirectPage, providerPage, signedOutPage } from './sign-in-pages.ts'
import { frameOf, send, type SignInDeps, type SignInWay } from './sign-in-routes.ts'

/** How long a user may take at the provider. */
const LONGEST_FLOW_MS = 10 * 60_000

export type OidcSignInOptions = { provider: OidcProvider; allowed: AllowList; now: () => number }

type Parts = OidcSignInOptions & { sessions: Sessions; seal: StateCipher; log: SignInDeps['log'] }

/** Sign-in at an OpenID provider, for users who are listed or in a listed group. */
export function createOidcSignIn(options: OidcSignInOptions): {
  identify: Identify
  way: (context: SignInDeps) => SignInWay
} {
  const sessions = createSessions({ now: options.now })
  return {
    identify: (head) => identifySession(head, sessions),
    way: ({ log }) => createOidcWay({ ...options, sessions, seal: createStateCipher(options.now), log }),
  }
}

function createOidcWay(parts: Parts): SignInWay {
  const { provider, sessions } = parts
  return {
    ask: async (context, to) => send(await providerPage(frameOf(context), to, provider.host, null)),
    submit: (context, to) => begin(context, to, parts),
    callback: (context) => finish(context, parts),
    signOut: async (context) => {
      const session = endSession(context.get('head'), sessions)
      const frame = frameOf(context)
      const returnTo = ownUrl(context, SIGN_IN_PATHS.signIn)
      // The session here has ended in any case.
      const url = await provider.signOutUrl(session?.idToken ?? null, returnTo).catch(() => null)
      const isAtProvider = session !== undefined && url !== null
      const document = isAtProvider ? await redirectPage(frame, url) : await signedOutPage(frame)
      return send(document, 200, [NO_SESSION])
    },
  }
}

async function begin(context: Context, to: string, { provider, seal, now, log }: Parts): Promise<Response> {
  try {
    const { url, ...begun } = await provider.begin(ownUrl(context, SIGN_IN_PATHS.callback))
    const flow = seal.seal({ ...begun, to, endsAt: now() + LONGEST_FLOW_MS })
    const document = await redirectPage(frameOf(context), url)
    return send(document, 200, [formatCookie(COOKIES.flow, flow)])
  } catch (cause) {
    log.warn({ cause }, 'provider failed')
    return sendErrorPage(context, 502, provider, ({ providerFailed }) => providerFailed)
  }
}

async function finish(context: Context, parts: Parts): Promise<Response> {
  const { provider, allowed, sessions, seal, log } = parts
  const head = context.get('head')
  const flow = seal.open(readCookie(head, COOKIES.flow) ?? '')
  if (flow === undefined) return sendErrorPage(context, 400, provider, ({ flowLost }) => flowLost)
  let signedIn: SignedIn
  try {
    signedIn = await provider.finish(new URL(ownUrl(context, head.target)), flow)
  } catch (cause) {
    const isRefusal = await isProvidersRefusal(cause)
    log.warn({ peer: head.peer, cause }, isRefusal ? 'provider refused' : 'provider failed')
    return sendErrorPage(context, isRefusal ? 403 : 502, provider, (words) =>
      isRefusal ? words.providerRefused : words.providerFailed,
    )
  }
  const { name, claimed, idToken } = signedIn
  if (!isAllowed(allowed, claimed)) {
    log.warn({ peer: head.peer, name }, 'not on the list')
    return sendErrorPage(context, 403, provider, ({ notAllowed }) => notAllowed(name))
  }
  log.info({ peer: head.peer, name }, 'signed in')
  const cookie = startSession(head, sessions, { identity: { name }, idToken })
  return send(await redirectPage(frameOf(context), flow.to), 200, [cookie, formatRemoval(COOKIES.flow)])
}

/** Says what went wrong and offers to start again. The sign-in in progress has ended. */
async function sendErrorPage(
  context: Context,
  status: number,
  provider: OidcProvider,
  problem: (words: Words) => string,
): Promise<Response> {
  const frame = frameOf(context)
  const document = await providerPage(frame, '/', provider.host, problem(WORDS[frame.language]))
  return send(document, status, [formatRemoval(COOKIES.flow)])
}

/** One of our addresses as the browser sees it. The Host header was checked against the allowed hosts. */
function ownUrl(context: Context, target: string): string {
  return `https://${headerOf(context.get('head'), 'host') ?? ''}${target}`
}
