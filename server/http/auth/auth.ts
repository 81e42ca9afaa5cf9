import type { Hono } from 'hono'

import { SIGN_IN_PATHS } from '#contract/api.ts'
import { ownFailure } from '#contract/failures.ts'
import type { SessionAnswer } from '#contract/session.ts'

import type { Log } from '../../telemetry/logger.ts'
import type { Identity, RequestEnv } from '../context.ts'
import { formatAuthority, ownHosts, type Scheme } from '../middleware/allowed-hosts.ts'
import type { Refusal } from '../problem.ts'
import type { RequestHead } from '../request-head.ts'
import type { FindResource, ResourceKind } from '../route-table.ts'
import type { AllowList } from './allow-list.ts'
import type { Identify } from './identity.ts'
import type { IsDeclared } from './ip-ranges.ts'
import { createLaunchIdentity, launchUrl } from './launch-token.ts'
import { createOidcProvider, type OidcSettings } from './oidc-client.ts'
import { createOidcSignIn } from './oidc-routes.ts'
import { createProxyIdentity, type TrustedProxy } from './proxy-header.ts'
import { signInAddress } from './sign-in-pages.ts'
import { createSignInRoutes, type SignInDeps, type SignInWay } from './sign-in-routes.ts'
import { createTokenSignIn } from './token-routes.ts'

/** How users sign in, with every secret this needs. */
export type AuthMethod =
  | { mode: 'none'; launchToken: string | null }
  | { mode: 'token'; token: string }
  | ({ mode: 'proxy-header' } & Omit<TrustedProxy, 'onSpoof'>)
  | { mode: 'oidc'; provider: OidcSettings; allowed: AllowList }

/** How requests get here, and who may send them. */
export type AuthConfig = {
  auth: AuthMethod
  /** `plain` on loopback only. A `proxy` speaks TLS with the browsers, and only it may connect. */
  transport:
    | { kind: 'plain' }
    | { kind: 'tls'; cert: string; key: string }
    | { kind: 'proxy'; isDeclared: IsDeclared }
  /** Hosts as browsers see them, such as `images.example.com`. */
  allowedHosts: readonly string[]
}

/** Everything about a request that depends on how this server is exposed. */
export type Auth = {
  scheme: Scheme
  tls: { cert: string; key: string } | null
  /** Whether only a proxy connects. */
  isProxied: boolean
  /** Who sent the request, and a refusal if that is not enough for this kind of resource. */
  authenticate(head: RequestHead, kind: ResourceKind): Authenticated
  describeSession: (head: RequestHead, identity: Identity | null) => SessionAnswer
  /** Host header values to accept once the server is bound to this address. */
  hosts(address: string, port: number): ReadonlySet<string>
  /** The address to open. */
  url(address: string, port: number): string
  /** Null if nobody signs in here. */
  signIn: ((findResource: FindResource) => Hono<RequestEnv>) | null
}

type Authenticated = { identity: Identity | null; refusal?: Refusal }

/** `now` in milliseconds. */
export type AuthWorld = { log: SignInDeps['log'] & Pick<Log, 'warn'>; now: () => number }

/** Loopback, open to everyone who can reach the port. */
export const LOOPBACK: AuthConfig = {
  auth: { mode: 'none', launchToken: null },
  transport: { kind: 'plain' },
  allowedHosts: [],
}

export function createAuth(config: AuthConfig, world: AuthWorld): Auth {
  const { auth, transport } = config
  const { identify, way } = createIdentification(auth, world)
  const scheme = transport.kind === 'plain' ? 'http' : 'https'
  const hasSignIn = way !== null
  return {
    scheme,
    tls: transport.kind === 'tls' ? { cert: transport.cert, key: transport.key } : null,
    isProxied: transport.kind === 'proxy',
    authenticate: (head, kind) => {
      if (transport.kind === 'proxy' && !transport.isDeclared(head.peer)) return NOT_THE_PROXY
      return authenticate(head, kind, { identify, open: openTo(auth), hasSignIn })
    },
    describeSession: (head, identity) => ({
      auth: auth.mode,
      name: identity?.name ?? null,
      signOutPath: hasSignIn && !head.headers.has('authorization') ? SIGN_IN_PATHS.signOut : null,
    }),
    hosts: (address, port) => new Set([...ownHosts(address, port, scheme), ...publicHosts(config, port)]),
    url: (address, port) => {
      const host = publicHosts(config, port).at(0) ?? formatAuthority(address, port)
      const url = `${scheme}://${host}/`
      return auth.mode === 'none' && auth.launchToken !== null ? launchUrl(url, auth.launchToken) : url
    },
    signIn: way && ((findResource) => createSignInRoutes(way({ log: world.log }), findResource)),
  }
}

type Identification = { identify: Identify; way: ((deps: SignInDeps) => SignInWay) | null }

function createIdentification(auth: AuthMethod, { log, now }: AuthWorld): Identification {
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

/** Resources without account data: on loopback the page, which brings the launch token; otherwise the sign-in pages. */
function openTo({ mode }: AuthMethod): readonly ResourceKind[] {
  return mode === 'none' ? ['page', 'asset'] : ['sign-in']
}

/** A client that bypasses the proxy would also bypass TLS and the proxy's other checks. */
const NOT_THE_PROXY: Authenticated = {
  identity: null,
  refusal: { failure: ownFailure('FORBIDDEN', 'Only the proxy in front of this server may connect.') },
}

/** Longer addresses would not fit into the address of the sign-in page. */
const MAX_RETURN_LENGTH = 1500

type Admission = { identify: Identify; open: readonly ResourceKind[]; hasSignIn: boolean }

/** Sends a browser that opens a page to the sign-in page; everything else gets 401. */
function authenticate(
  head: RequestHead,
  kind: ResourceKind,
  { identify, open, hasSignIn }: Admission,
): Authenticated {
  const identified = identify(head)
  if (identified.ok) return { identity: identified.identity }
  if (open.includes(kind)) return { identity: null }
  const { refusal } = identified
  if (!hasSignIn || kind !== 'page' || head.headers.has('authorization')) return { identity: null, refusal }
  const address = signInAddress(head.target)
  const location = address.length > MAX_RETURN_LENGTH ? signInAddress('/') : address
  return { identity: null, refusal: { ...refusal, location } }
}

function publicHosts({ transport, allowedHosts }: AuthConfig, port: number): string[] {
  return allowedHosts.flatMap((host) => {
    const hasPort = /:\d+$/.test(host)
    // Without a proxy in between the port is our own; another one may be mapped onto it.
    return transport.kind === 'tls' && !hasPort && port !== 443 ? [`${host}:${port}`, host] : [host]
  })
}
