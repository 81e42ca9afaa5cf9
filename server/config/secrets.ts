import { createSecureContext } from 'node:tls'

import type { Access, Auth } from '../http/auth/auth.ts'
import type { AccessSettings, AuthSettings } from './access.ts'
import { type FileContent, readPrivateFile, readPublicFile, readSecretFile } from './private-file.ts'

/** Access with every secret in hand, or what is wrong with the files. */
export type Opened = { access: Access; secrets: readonly string[]; problems: readonly string[] }

/** Reads the files that the settings name. `newToken` gives the token of this start, where one is wanted. */
export function openAccess(settings: AccessSettings, newToken: () => string): Opened {
  const problems: string[] = []
  const secrets: string[] = []
  const taken = (content: FileContent) => {
    if ('text' in content) return content.text
    problems.push(content.problem)
    return ''
  }
  const secret = (content: FileContent) => {
    const text = taken(content).trim()
    if (text !== '') secrets.push(text)
    return text
  }
  const auth = openAuth(settings.auth, secret, newToken)
  if (auth.mode === 'none' && auth.launchToken !== null) secrets.push(auth.launchToken)
  const transport = openTransport(settings.transport, taken, problems)
  return { access: { auth, transport, allowedHosts: settings.allowedHosts }, secrets, problems }
}

function openAuth(
  settings: AuthSettings,
  secret: (content: FileContent) => string,
  newToken: () => string,
): Auth {
  if (settings.mode === 'none') return { mode: 'none', launchToken: settings.launchToken ? newToken() : null }
  if (settings.mode === 'token') {
    return { mode: 'token', token: secret(readSecretFile('TOKEN_FILE', settings.tokenFile)) }
  }
  if (settings.mode === 'oidc') {
    const { mode, allowed, clientSecretFile: file, ...provider } = settings
    const content = file === null ? null : readPrivateFile('OIDC_CLIENT_SECRET_FILE', file)
    return { mode, allowed, provider: { ...provider, clientSecret: content && secret(content) } }
  }
  const { proxy, ...rest } = settings
  if (proxy.kind === 'unix') return { ...rest, isDeclared: () => true, secret: null }
  const { isDeclared, secretFile } = proxy
  return { ...rest, isDeclared, secret: secret(readSecretFile('PROXY_SECRET_FILE', secretFile)) }
}

function openTransport(
  settings: AccessSettings['transport'],
  taken: (content: FileContent) => string,
  problems: string[],
): Access['transport'] {
  if (settings.kind !== 'tls') return settings
  const cert = taken(readPublicFile('TLS_CERT', settings.certFile))
  const key = taken(readPrivateFile('TLS_KEY', settings.keyFile))
  if (cert !== '' && key !== '') problems.push(...pairProblems(cert, key))
  return { kind: 'tls', cert, key }
}

function pairProblems(cert: string, key: string): string[] {
  try {
    createSecureContext({ cert, key })
    return []
  } catch {
    return ['TLS_CERT and TLS_KEY are no certificate and its key, both in PEM.']
  }
}
