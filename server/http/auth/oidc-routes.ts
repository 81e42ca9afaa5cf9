import { SIGN_IN_PATHS } from '#contract/session.ts'

import type { Exchange } from '../context.ts'
import { headerOf } from '../request-head.ts'
import { type AllowList, isAllowed } from './allow-list.ts'
import { COOKIES, formatCookie, formatRemoval, readCookie } from './cookies.ts'
import { createFlowSeal, type FlowSeal } from './encrypted-state.ts'
import type { Identify } from './identity.ts'
import { isProvidersRefusal, type OidcProvider, type SignedIn } from './oidc-client.ts'
import { createSessions, type Sessions } from './sessions.ts'
import { type Words, WORDS } from './sign-in-messages.ts'
import { onwardDocument, providerDocument, signedOutDocument } from './sign-in-pages.ts'
import { frameOf, send, type SignInContext, type SignInWay } from './sign-in-routes.ts'
import { endSession, identifySession, NO_SESSION, startSession } from './sign-in-session.ts'

/** How long one may take at the provider. */
const LONGEST_FLOW_MS = 10 * 60_000

/** What an OIDC sign-in is made of. */
export type OidcSignInOptions = { provider: OidcProvider; allowed: AllowList; now: () => number }

type Parts = OidcSignInOptions & { sessions: Sessions; seal: FlowSeal; log: SignInContext['log'] }

/** Sign-in at an OpenID provider; only people whom the list names, or one of whose groups it names, get in. */
export function createOidcSignIn(options: OidcSignInOptions): {
  identify: Identify
  way: (context: SignInContext) => SignInWay
} {
  const sessions = createSessions({ now: options.now })
  return {
    identify: (head) => identifySession(head, sessions),
    way: ({ log }) => createOidcWay({ ...options, sessions, seal: createFlowSeal(options.now), log }),
  }
}

function createOidcWay(parts: Parts): SignInWay {
  const { provider, sessions } = parts
  return {
    ask: async (exchange, to) => send(await providerDocument(frameOf(exchange), to, provider.host, null)),
    submit: (exchange, to) => begin(exchange, to, parts),
    callback: (exchange) => finish(exchange, parts),
    signOut: async (exchange) => {
      const session = endSession(exchange.env.head, sessions)
      const frame = frameOf(exchange)
      const returnTo = ownUrl(exchange, SIGN_IN_PATHS.signIn)
      // Signed out here it is in any case.
      const url = await provider.signOutUrl(session?.idToken ?? null, returnTo).catch(() => null)
      const isAtProvider = session !== undefined && url !== null
      const document = isAtProvider ? await onwardDocument(frame, url) : await signedOutDocument(frame)
      return send(document, 200, [NO_SESSION])
    },
  }
}

async function begin(exchange: Exchange, to: string, { provider, seal, now, log }: Parts): Promise<Response> {
  try {
    const { url, ...begun } = await provider.begin(ownUrl(exchange, SIGN_IN_PATHS.callback))
    const flow = seal.seal({ ...begun, to, endsAt: now() + LONGEST_FLOW_MS })
    const document = await onwardDocument(frameOf(exchange), url)
    return send(document, 200, [formatCookie(COOKIES.flow, flow)])
  } catch (cause) {
    log.warn({ cause }, 'provider failed')
    return sorry(exchange, 502, provider, ({ providerFailed }) => providerFailed)
  }
}

async function finish(exchange: Exchange, parts: Parts): Promise<Response> {
  const { provider, allowed, sessions, seal, log } = parts
  const { head } = exchange.env
  const flow = seal.open(readCookie(head, COOKIES.flow) ?? '')
  if (flow === undefined) return sorry(exchange, 400, provider, ({ flowLost }) => flowLost)
  let signedIn: SignedIn
  try {
    signedIn = await provider.finish(new URL(ownUrl(exchange, head.target)), flow)
  } catch (cause) {
    const isRefusal = await isProvidersRefusal(cause)
    log.warn({ peer: head.peer, cause }, isRefusal ? 'provider refused' : 'provider failed')
    return sorry(exchange, isRefusal ? 403 : 502, provider, (words) =>
      isRefusal ? words.providerRefused : words.providerFailed,
    )
  }
  const { name, claimed, idToken } = signedIn
  if (!isAllowed(allowed, claimed)) {
    log.warn({ peer: head.peer, name }, 'not on the list')
    return sorry(exchange, 403, provider, ({ notAllowed }) => notAllowed(name))
  }
  log.info({ peer: head.peer, name }, 'signed in')
  const cookie = startSession(head, sessions, { identity: { name }, idToken })
  return send(await onwardDocument(frameOf(exchange), flow.to), 200, [cookie, formatRemoval(COOKIES.flow)])
}

/** Says what went wrong, and offers to begin anew. The flow that led here is used up. */
async function sorry(
  exchange: Exchange,
  status: number,
  provider: OidcProvider,
  problem: (words: Words) => string,
): Promise<Response> {
  const frame = frameOf(exchange)
  const document = await providerDocument(frame, '/', provider.host, problem(WORDS[frame.language]))
  return send(document, status, [formatRemoval(COOKIES.flow)])
}

/** An address of ours as the browser has it: the front door let in only authorities that we were told of. */
function ownUrl(exchange: Exchange, target: string): string {
  return `https://${headerOf(exchange.env.head, 'host') ?? ''}${target}`
}
