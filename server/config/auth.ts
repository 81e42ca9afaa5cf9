import { type AuthMode, AUTH_MODES } from '#contract/session.ts'

import type { AllowList } from '../http/auth/allow-list.ts'
import { type IsDeclared, parseRanges } from '../http/auth/ip-ranges.ts'
import { isLoopbackHost } from '../http/middleware/allowed-hosts.ts'
import type { EnvReader } from './env-reader.ts'

/** How callers sign in, as configured. Secrets are file names here; `loadSecrets` reads the files. */
export type AuthSettings =
  | { mode: 'none'; launchToken: boolean }
  | { mode: 'token'; tokenFile: string }
  | ({ mode: 'proxy-header' } & ProxySettings)
  | ({ mode: 'oidc' } & OidcFileSettings)

type ProxySettings = {
  /** A proxy on our Unix socket needs no secret: nobody else can connect there. */
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

/** Variables that only apply to some modes. In another mode they are a mistake that could leave the server open. */
const MODES_OF_VARIABLE: Record<string, readonly AuthMode[]> = {
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

export function parseAuth(reader: EnvReader): AuthSettings {
  const mode = reader.oneOf('AUTH', AUTH_MODES, 'none')
  for (const [name, modes] of Object.entries(MODES_OF_VARIABLE)) {
    if (reader.text(name) !== undefined && !modes.includes(mode)) {
      reader.problem(`${name} is for AUTH=${modes.join(' or AUTH=')}, and AUTH is ${mode}.`)
    }
  }
  if (mode === 'token') return { mode, tokenFile: required(reader, mode, 'TOKEN_FILE') }
  if (mode === 'proxy-header') return { mode, ...parseProxy(reader) }
  if (mode === 'oidc') return { mode, ...parseOidc(reader) }
  return { mode, launchToken: reader.oneOf('LAUNCH_TOKEN', ['on', 'off'], 'off') === 'on' }
}

function parseProxy(reader: EnvReader): ProxySettings {
  const mode = 'proxy-header'
  const trusted = required(reader, mode, 'TRUSTED_PROXY')
  const groupsHeader = reader.text('GROUPS_HEADER') ?? null
  if (reader.text('ALLOWED_GROUPS') !== undefined && groupsHeader === null) {
    reader.problem('ALLOWED_GROUPS needs GROUPS_HEADER, the header in which the proxy sends the groups.')
  }
  return {
    proxy: trusted.startsWith('unix:')
      ? { kind: 'unix' }
      : {
          kind: 'network',
          isDeclared: readNetworks(reader, 'TRUSTED_PROXY', trusted),
          secretFile: required(reader, mode, 'PROXY_SECRET_FILE'),
        },
    identityHeader: headerName(reader, 'IDENTITY_HEADER', required(reader, mode, 'IDENTITY_HEADER')),
    groupsHeader: groupsHeader && headerName(reader, 'GROUPS_HEADER', groupsHeader),
    allowed: parseAllowList(reader, mode),
  }
}

function parseOidc(reader: EnvReader): OidcFileSettings {
  const allowed = parseAllowList(reader, 'oidc')
  if (allowed.users.includes('*')) {
    reader.problem('ALLOWED_USERS=* would let in anyone who has an account at the provider.')
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

function parseIssuer(reader: EnvReader): string {
  const issuer = required(reader, 'oidc', 'OIDC_ISSUER')
  const { protocol, hostname } = URL.parse(issuer) ?? { protocol: '', hostname: '' }
  const isSafe = protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname))
  if (issuer !== '' && !isSafe) reader.problem('OIDC_ISSUER must be a URL that begins with https://.')
  return issuer
}

function parseAllowList(reader: EnvReader, mode: AuthMode): AllowList {
  const users = reader.list('ALLOWED_USERS')
  const groups = reader.list('ALLOWED_GROUPS')
  if (users.length + groups.length === 0) {
    const everyone = mode === 'oidc' ? '' : ', or ALLOWED_USERS=* for everyone the proxy lets through'
    reader.problem(`AUTH=${mode} needs ALLOWED_USERS or ALLOWED_GROUPS${everyone}.`)
  }
  return { users, groups }
}

function required(reader: EnvReader, mode: AuthMode, name: string): string {
  const value = reader.text(name)
  if (value === undefined) reader.problem(`AUTH=${mode} needs ${name}.`)
  return value ?? ''
}

/** A matcher for the networks that the variable `name` lists; one that matches nothing where they are invalid. */
export function readNetworks(reader: EnvReader, name: string, text: string): IsDeclared {
  const parsed = parseRanges(text)
  if ('isDeclared' in parsed) return parsed.isDeclared
  if (text !== '') reader.problem(`${name}: ${parsed.problem}.`)
  return () => false
}

/** A token of RFC 9110, without the underscore: some programs treat it as a hyphen. */
function headerName(reader: EnvReader, name: string, header: string): string {
  if (header !== '' && !/^[a-z\d-]{1,60}$/i.test(header)) {
    reader.problem(`${name} must be a header name such as X-Forwarded-User.`)
  }
  return header
}
