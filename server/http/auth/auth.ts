import type { Hono } from 'hono'

import { ownFailure } from '#contract/failures.ts'
import { type AuthMode, SIGN_IN_PATHS, type SessionAnswer } from '#contract/session.ts'

import type { Log } from '../../telemetry/logger.ts'
import type { RouteEnv } from '../context.ts'
import { formatAuthority, ownAuthorities, type Scheme } from '../middleware/allowed-hosts.ts'
import type { Authenticate } from '../middleware/guard.ts'
import { refuse } from '../refusal.ts'
import type { Head } from '../request-head.ts'
import type { FindResource, ResourceKind } from '../route-table.ts'
import { createAdmission } from './admission.ts'
import type { AllowList } from './allow-list.ts'
import type { Identify } from './identity.ts'
import type { IsDeclared } from './ip-ranges.ts'
import { createLaunchIdentity, launchUrl } from './launch-token.ts'
import { createOidcProvider, type OidcSettings } from './oidc-client.ts'
import { createOidcSignIn } from './oidc-routes.ts'
import { createProxyIdentity, type TrustedProxy } from './proxy-header.ts'
import { createSignInRoutes, type SignInContext, type SignInWay } from './sign-in-routes.ts'
import { createTokenSignIn } from './token-routes.ts'

/** How callers are told apart, with every secret that this needs. */
export type Auth =
  | { mode: 'none'; launchToken: string | null }
  | { mode: 'token'; token: string }
  | ({ mode: 'proxy-header' } & Omit<TrustedProxy, 'onSpoof'>)
  | { mode: 'oidc'; provider: OidcSettings; allowed: AllowList }

/** How requests get here, and who may send them. */
export type Access = {
  auth: Auth
  /** `plain` on loopback only; a `proxy` speaks TLS with the browsers, and nobody else may ask. */
  transport:
    | { kind: 'plain' }
    | { kind: 'tls'; cert: string; key: string }
    | { kind: 'proxy'; isDeclared: IsDeclared }
  /** Authorities as browsers have them, such as `images.example.com`. */
  allowedHosts: readonly string[]
}

/** The part of the front door that depends on how this server is exposed. */
export type Entry = {
  scheme: Scheme
  tls: { cert: string; key: string } | null
  /** Whether only a proxy connects. */
  isProxied: boolean
  authenticate: Authenticate
  /** Who asks, for the page. */
  session(head: Head): SessionAnswer
  /** Every authority under which this server may be asked, once it is bound. */
  authorities(address: string, port: number): ReadonlySet<string>
  /** The address to open. */
  url(address: string, port: number): string
  /** Null where nobody signs in here. */
  signIn: ((findResource: FindResource) => Hono<RouteEnv>) | null
}

/** What an entry needs of the world; time in milliseconds. */
export type EntryWorld = { log: SignInContext['log'] & Pick<Log, 'warn'>; now: () => number }

/** Loopback, where whoever reaches the port may ask. */
export const LOOPBACK: Access = {
  auth: { mode: 'none', launchToken: null },
  transport: { kind: 'plain' },
  allowedHosts: [],
}

/** Binds the way of signing in, the names of this server and its transport. */
export function createEntry(access: Access, world: EntryWorld): Entry {
  const { auth, transport, allowedHosts } = access
  const { identify, way } = signInOf(auth, world)
  const scheme = transport.kind === 'plain' ? 'http' : 'https'
  const admit = createAdmission({ identify, open: openTo(auth), hasSignIn: way !== null })
  return {
    scheme,
    tls: transport.kind === 'tls' ? { cert: transport.cert, key: transport.key } : null,
    isProxied: transport.kind === 'proxy',
    authenticate: transport.kind === 'proxy' ? onlyFrom(transport.isDeclared, admit) : admit,
    session: (head) => describeSession(head, auth.mode, identify, way !== null),
    authorities: (address, port) =>
      new Set([...ownAuthorities(address, port, scheme), ...publicAuthorities(access, port)]),
    url: (address, port) => {
      const authority = publicAuthorities(access, port).at(0) ?? formatAuthority(address, port)
      const url = `${scheme}://${authority}/`
      return auth.mode === 'none' && auth.launchToken !== null ? launchUrl(url, auth.launchToken) : url
    },
    signIn:
      way &&
      ((findResource) => {
        const context = { identify, log: world.log, findResource }
        return createSignInRoutes(way(context), context)
      }),
  }

  function publicAuthorities({ transport }: Access, port: number): string[] {
    return allowedHosts.flatMap((host) => {
      const hasPort = /:\d+$/.test(host)
      // Where no proxy is in between, the port is our own; another one may be mapped onto it.
      return transport.kind === 'tls' && !hasPort && port !== 443 ? [`${host}:${port}`, host] : [host]
    })
  }
}

type SignIn = { identify: Identify; way: ((context: SignInContext) => SignInWay) | null }

function signInOf(auth: Auth, { log, now }: EntryWorld): SignIn {
  if (auth.mode === 'token') return createTokenSignIn(auth.token, now)
  if (auth.mode === 'oidc') {
    return createOidcSignIn({ provider: createOidcProvider(auth.provider), allowed: auth.allowed, now })
  }
  if (auth.mode === 'none') {
    const { launchToken } = auth
    return { identify: launchToken === null ? anyone : createLaunchIdentity(launchToken), way: null }
  }
  const onSpoof = (spoof: object) => log.warn(spoof, 'spoofed identity header')
  return { identify: createProxyIdentity({ ...auth, onSpoof }), way: null }
}

function anyone() {
  return { ok: true, identity: { name: null } } as const
}

/** What holds nothing of the account: on loopback the page, which brings the launch token along; else what one signs in with. */
function openTo({ mode }: Auth): readonly ResourceKind[] {
  return mode === 'none' ? ['page', 'asset'] : ['sign-in']
}

/** Whoever goes round the proxy would speak without TLS, and past whatever else it guards. */
function onlyFrom(isDeclared: IsDeclared, admit: Authenticate): Authenticate {
  return (head, kind) =>
    isDeclared(head.peer)
      ? admit(head, kind)
      : refuse(ownFailure('FORBIDDEN', 'Only the proxy in front of this server may ask it.'))
}

function describeSession(head: Head, auth: AuthMode, identify: Identify, hasSignIn: boolean): SessionAnswer {
  const identified = identify(head)
  const isSignedIn = hasSignIn && !head.headers.has('authorization')
  return {
    auth,
    name: identified.ok ? identified.identity.name : null,
    signOutPath: isSignedIn ? SIGN_IN_PATHS.signOut : null,
  }
}
