import { type AuthMode, AUTH_MODES } from '#contract/session.ts'

import type { AllowList } from '../http/auth/allow-list.ts'
import { type IsDeclared, parseNetworks } from '../http/auth/ip-ranges.ts'
import { isLoopbackHost } from '../http/middleware/allowed-hosts.ts'
import type { Reader } from './env-reader.ts'

/** How callers are told apart, as the environment says it: secrets are still in their files. */
export type AuthSettings =
  | { mode: 'none'; launchToken: boolean }
  | { mode: 'token'; tokenFile: string }
  | ({ mode: 'proxy-header' } & ProxySettings)
  | ({ mode: 'oidc' } & OidcFileSettings)

type ProxySettings = {
  /** Where only the proxy reaches the Unix socket of this server, it needs no secret. */
  proxy: { kind: 'network'; isDeclared: IsDeclared; secretFile: string } | { kind: 'unix' }
  identityHeader: string
  groupsHeader: string | null
  allowed: AllowList
}

type OidcFileSettings = {
  issuer: string
  clientId: string
  clientSecretFile: string | null
  scope: string
  groupsClaim: string
  allowed: AllowList
}

/** Who may reach this server, how, and under which names. */
export type AccessSettings = {
  auth: AuthSettings
  transport:
    | { kind: 'plain' }
    | { kind: 'tls'; certFile: string; keyFile: string }
    | { kind: 'proxy'; isDeclared: IsDeclared }
  /** Authorities as browsers have them, in lower case. */
  allowedHosts: readonly string[]
  /** Listened on instead of an address; null where there is none. */
  socketPath: string | null
}

/** Variables that only some ways of signing in read: elsewhere they are a mistake that could leave a door open. */
const VARIABLES: Record<string, readonly AuthMode[]> = {
  LAUNCH_TOKEN: ['none'],
  TOKEN_FILE: ['token'],
  TRUSTED_PROXY: ['proxy-header'],
  PROXY_SECRET_FILE: ['proxy-header'],
  IDENTITY_HEADER: ['proxy-header'],
  GROUPS_HEADER: ['proxy-header'],
  OIDC_ISSUER: ['oidc'],
  OIDC_CLIENT_ID: ['oidc'],
  OIDC_CLIENT_SECRET_FILE: ['oidc'],
  OIDC_SCOPE: ['oidc'],
  OIDC_GROUPS_CLAIM: ['oidc'],
  ALLOWED_USERS: ['proxy-header', 'oidc'],
  ALLOWED_GROUPS: ['proxy-header', 'oidc'],
}

/** Reads who may reach this server. */
export function parseAccess(reader: Reader): AccessSettings {
  const mode = reader.choice('AUTH', AUTH_MODES, 'none')
  for (const [name, modes] of Object.entries(VARIABLES)) {
    if (reader.text(name) !== undefined && !modes.includes(mode)) {
      reader.problem(`${name} is for AUTH=${modes.join(' or AUTH=')}, and AUTH is ${mode}.`)
    }
  }
  const proxy = reader.text('TRUSTED_PROXY') ?? ''
  const socketPath = mode === 'proxy-header' && proxy.startsWith('unix:') ? proxy.slice('unix:'.length) : null
  return {
    auth: parseAuth(mode, reader),
    transport: parseTransport(reader, socketPath !== null),
    allowedHosts: parseHosts(reader),
    socketPath,
  }
}

function parseAuth(mode: AuthMode, reader: Reader): AuthSettings {
  if (mode === 'token') return { mode, tokenFile: required(reader, mode, 'TOKEN_FILE') }
  if (mode === 'proxy-header') return { mode, ...parseProxy(reader) }
  if (mode === 'oidc') return { mode, ...parseOidc(reader) }
  return { mode, launchToken: reader.choice('LAUNCH_TOKEN', ['on', 'off'], 'off') === 'on' }
}

function parseProxy(reader: Reader): ProxySettings {
  const mode = 'proxy-header'
  const trusted = required(reader, mode, 'TRUSTED_PROXY')
  const groupsHeader = reader.text('GROUPS_HEADER') ?? null
  if (reader.text('ALLOWED_GROUPS') !== undefined && groupsHeader === null) {
    reader.problem('ALLOWED_GROUPS needs GROUPS_HEADER, the header in which the proxy names them.')
  }
  return {
    proxy: trusted.startsWith('unix:')
      ? { kind: 'unix' }
      : {
          kind: 'network',
          isDeclared: networks(reader, 'TRUSTED_PROXY', trusted),
          secretFile: required(reader, mode, 'PROXY_SECRET_FILE'),
        },
    identityHeader: headerName(reader, 'IDENTITY_HEADER', required(reader, mode, 'IDENTITY_HEADER')),
    groupsHeader: groupsHeader && headerName(reader, 'GROUPS_HEADER', groupsHeader),
    allowed: parseAllowList(reader, mode),
  }
}

function parseOidc(reader: Reader): OidcFileSettings {
  const allowed = parseAllowList(reader, 'oidc')
  if (allowed.users.includes('*')) {
    reader.problem('ALLOWED_USERS=* would let in whoever has an account at the provider.')
  }
  return {
    issuer: parseIssuer(reader),
    clientId: required(reader, 'oidc', 'OIDC_CLIENT_ID'),
    clientSecretFile: reader.text('OIDC_CLIENT_SECRET_FILE') ?? null,
    scope: reader.text('OIDC_SCOPE') ?? 'openid email',
    groupsClaim: reader.text('OIDC_GROUPS_CLAIM') ?? 'groups',
    allowed,
  }
}

function parseIssuer(reader: Reader): string {
  const issuer = required(reader, 'oidc', 'OIDC_ISSUER')
  const { protocol, hostname } = URL.parse(issuer) ?? { protocol: '', hostname: '' }
  const isSafe = protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname))
  if (issuer !== '' && !isSafe) reader.problem('OIDC_ISSUER must be an address that begins with https://.')
  return issuer
}

function parseAllowList(reader: Reader, mode: AuthMode): AllowList {
  const users = list(reader, 'ALLOWED_USERS')
  const groups = list(reader, 'ALLOWED_GROUPS')
  if (users.length + groups.length === 0) {
    const everyone = mode === 'oidc' ? '' : ', or ALLOWED_USERS=* for everyone whom the proxy lets through'
    reader.problem(`AUTH=${mode} needs ALLOWED_USERS or ALLOWED_GROUPS${everyone}.`)
  }
  return { users, groups }
}

function parseTransport(reader: Reader, isOnSocket: boolean): AccessSettings['transport'] {
  const pair = parsePair(reader)
  const proxy = reader.text('BEHIND_TLS_PROXY')
  if (isOnSocket && proxy !== 'unix') {
    reader.problem('TRUSTED_PROXY=unix:… needs BEHIND_TLS_PROXY=unix, which says that the proxy speaks TLS.')
  }
  if (proxy === undefined) return pair ?? { kind: 'plain' }
  if (pair !== null) {
    reader.problem(
      'Either TLS_CERT and TLS_KEY or BEHIND_TLS_PROXY says who speaks TLS with browsers, not both.',
    )
  }
  const isSocket = isOnSocket && proxy === 'unix'
  return { kind: 'proxy', isDeclared: isSocket ? () => true : networks(reader, 'BEHIND_TLS_PROXY', proxy) }
}

function parsePair(reader: Reader): { kind: 'tls'; certFile: string; keyFile: string } | null {
  const [certFile, keyFile] = [reader.text('TLS_CERT'), reader.text('TLS_KEY')]
  if (certFile !== undefined && keyFile !== undefined) return { kind: 'tls', certFile, keyFile }
  const missing = certFile === undefined ? 'TLS_CERT' : 'TLS_KEY'
  if (certFile !== keyFile) reader.problem(`TLS_CERT and TLS_KEY belong together, and ${missing} is missing.`)
  return null
}

/** A name, an IPv4 address or an IPv6 address in brackets, and perhaps a port. */
const AUTHORITY = /^(?:[a-z\d](?:[a-z\d.-]*[a-z\d])?|\[[\da-f:]+\])(?::\d{1,5})?$/

function parseHosts(reader: Reader): readonly string[] {
  const hosts = list(reader, 'ALLOWED_HOSTS').map((host) => host.toLowerCase())
  const wrong = hosts.find((host) => !AUTHORITY.test(host))
  if (wrong !== undefined) {
    reader.problem(
      `ALLOWED_HOSTS has "${wrong}", which is no host such as images.example.com or images.example.com:8443.`,
    )
  }
  return hosts
}

function required(reader: Reader, mode: AuthMode, name: string): string {
  const value = reader.text(name)
  if (value === undefined) reader.problem(`AUTH=${mode} needs ${name}.`)
  return value ?? ''
}

function networks(reader: Reader, name: string, text: string): IsDeclared {
  const parsed = parseNetworks(text)
  if ('isDeclared' in parsed) return parsed.isDeclared
  if (text !== '') reader.problem(`${name}: ${parsed.problem}.`)
  return () => false
}

/** A token of RFC 9110 without the underscore, which other programs may take for a hyphen. */
function headerName(reader: Reader, name: string, header: string): string {
  if (header !== '' && !/^[a-z\d-]{1,60}$/i.test(header)) {
    reader.problem(`${name} must be a header such as X-Forwarded-User.`)
  }
  return header
}

/** Parts between commas; none where nothing is written. */
function list(reader: Reader, name: string): readonly string[] {
  return (reader.text(name) ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
