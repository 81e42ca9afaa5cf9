import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'

import type { AuthConfig, AuthMethod } from '../http/auth/auth.ts'
import type { AccessSettings } from './access.ts'
import type { AuthSettings } from './auth.ts'

/** What `loadSecrets` read: access with its secrets, the secrets for the log to redact, and problems with the files. */
export type LoadedSecrets = { access: AuthConfig; secrets: readonly string[]; problems: readonly string[] }

/** The content of a file, or why it was not read. */
export type FileContent = { text: string } | { problem: string }

/**
 * Reads the files that the settings name.
 * @param newToken makes the launch token, if one is wanted
 */
export function loadSecrets(settings: AccessSettings, newToken: () => string): LoadedSecrets {
  const problems: string[] = []
  const secrets: string[] = []
  const textOf = (content: FileContent) => {
    if ('text' in content) return content.text
    problems.push(content.problem)
    return ''
  }
  const secretOf = (content: FileContent) => {
    const text = textOf(content).trim()
    if (text !== '') secrets.push(text)
    return text
  }
  const auth = loadAuth(settings.auth, secretOf, newToken)
  if (auth.mode === 'none' && auth.launchToken !== null) secrets.push(auth.launchToken)
  const transport = loadTransport(settings.transport, textOf, problems)
  return { access: { auth, transport, allowedHosts: settings.allowedHosts }, secrets, problems }
}

function loadAuth(
  settings: AuthSettings,
  secretOf: (content: FileContent) => string,
  newToken: () => string,
): AuthMethod {
  if (settings.mode === 'none') return { mode: 'none', launchToken: settings.launchToken ? newToken() : null }
  if (settings.mode === 'token') {
    return { mode: 'token', token: secretOf(readSecretFile('TOKEN_FILE', settings.tokenFile)) }
  }
  if (settings.mode === 'oidc') {
    const { mode, allowed, clientSecretFile: file, ...provider } = settings
    const content = file === null ? null : readPrivateFile('OIDC_CLIENT_SECRET_FILE', file)
    return { mode, allowed, provider: { ...provider, clientSecret: content && secretOf(content) } }
  }
  const { proxy, ...rest } = settings
  if (proxy.kind === 'unix') return { ...rest, isDeclared: () => true, secret: null }
  const { isDeclared, secretFile } = proxy
  return { ...rest, isDeclared, secret: secretOf(readSecretFile('PROXY_SECRET_FILE', secretFile)) }
}

function loadTransport(
  settings: AccessSettings['transport'],
  textOf: (content: FileContent) => string,
  problems: string[],
): AuthConfig['transport'] {
  if (settings.kind !== 'tls') return settings
  const cert = textOf(readPublicFile('TLS_CERT', settings.certFile))
  const key = textOf(readPrivateFile('TLS_KEY', settings.keyFile))
  if (cert !== '' && key !== '') problems.push(...certificateProblems(cert, key))
  return { kind: 'tls', cert, key }
}

function certificateProblems(cert: string, key: string): string[] {
  try {
    createSecureContext({ cert, key })
    return []
  } catch {
    return ['TLS_CERT and TLS_KEY must be a certificate and its private key, both in PEM.']
  }
}

/** Reads the file that `variable` names, and refuses one that other users can read. A problem never quotes the content. */
export function readPrivateFile(variable: string, file: string): FileContent {
  return readChecked(variable, file, (mode) =>
    // Windows has no such modes.
    (mode & 0o077) === 0 || process.platform === 'win32'
      ? undefined
      : `other users can read it (mode ${mode.toString(8).padStart(4, '0')}): run chmod 600 ${file}`,
  )
}

/** Reads a file that anyone may read, such as a certificate. */
export function readPublicFile(variable: string, file: string): FileContent {
  return readChecked(variable, file, () => undefined)
}

/** Reads mode and content through one descriptor, so that the file cannot be swapped in between. */
function readChecked(
  variable: string,
  file: string,
  check: (mode: number) => string | undefined,
): FileContent {
  let descriptor: number | undefined
  try {
    descriptor = openSync(file, 'r')
    const problem = check(fstatSync(descriptor).mode & 0o777)
    if (problem !== undefined) return { problem: `${variable}=${file}: ${problem}` }
    return { text: readFileSync(descriptor, 'utf8') }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    return { problem: `${variable}=${file}: it cannot be read (${code}).` }
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

/** Secrets that are shorter, or have fewer different characters, could be guessed. */
const MIN_SECRET_LENGTH = 32
const MIN_DISTINCT_CHARACTERS = 8

/** Reads a private file that holds one secret: at least 32 printable ASCII characters without spaces. */
export function readSecretFile(variable: string, file: string): FileContent {
  const content = readPrivateFile(variable, file)
  if ('problem' in content) return content
  const text = content.text.trim()
  if (!/^[!-~]*$/.test(text)) {
    return { problem: `${variable}=${file}: it must hold one word of printable ASCII.` }
  }
  if (text.length < MIN_SECRET_LENGTH || new Set(text).size < MIN_DISTINCT_CHARACTERS) {
    return {
      problem: `${variable}=${file}: it needs at least ${MIN_SECRET_LENGTH} random characters, for example from openssl rand -hex 32`,
    }
  }
  return { text }
}
