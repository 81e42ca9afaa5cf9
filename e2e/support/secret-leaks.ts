import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

import type { BrowserContext, Response } from '@playwright/test'

/** Variables that hold a secret, and variables that name a file with one. */
const VALUES = [
  'ALIBABA_CLOUD_ACCESS_KEY_ID',
  'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
  'ALIBABA_CLOUD_SECURITY_TOKEN',
]
const FILES = ['TLS_KEY', 'TOKEN_FILE', 'PROXY_SECRET_FILE', 'OIDC_CLIENT_SECRET_FILE']

/** Secrets passed to any process of this run. None of them may appear in a response or output. */
const canaries = new Set<string>()

/** Registers the secrets of an environment as canaries, and returns them. */
export function addCanaries(env: Readonly<Record<string, string>>): string[] {
  const values = VALUES.map((name) => env[name] ?? '')
  const texts = FILES.flatMap((name) => (env[name] === undefined ? [] : [readFileSync(env[name], 'utf8')]))
  const found = [...values, ...texts.map(secretIn)].filter((secret) => secret !== '')
  for (const secret of found) canaries.add(secret)
  return found
}

/** The secret in a file; for a PEM key, the first line of its body. */
function secretIn(text: string): string {
  const lines = text.trim().split('\n')
  return (lines[0]?.startsWith('-----') ? lines[1] : lines[0]) ?? ''
}

/**
 * Searches for each secret and for either half of it: plain, reversed, as JSON, percent-encoded, in hex and in base64.
 * @returns `where`, once per secret found; never the secret itself
 */
export function findLeaks(
  where: string,
  bytes: Buffer | string,
  secrets: Iterable<string> = canaries,
): string[] {
  const text = Buffer.isBuffer(bytes) ? bytes.toString('latin1') : bytes
  return [...secrets]
    .filter((secret) => encodingsOf(secret).some((encoding) => text.includes(encoding)))
    .map(() => where)
}

function encodingsOf(secret: string): string[] {
  const middle = Math.ceil(secret.length / 2)
  const halves = [secret.slice(0, middle), secret.slice(middle)]
  return [secret, ...halves].flatMap((part) => [
    part,
    Array.from(part).toReversed().join(''),
    JSON.stringify(part).slice(1, -1),
    encodeURIComponent(part),
    Buffer.from(part).toString('hex'),
    ...[0, 1, 2].map((offset) => toBase64(part, offset)),
  ])
}

/** The base64 characters that do not depend on the bytes around the text, which starts at `offset` modulo 3. */
function toBase64(text: string, offset: number): string {
  const bits = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)])
  const whole = Math.floor(bits.length / 3) * 4
  return bits.toString('base64').slice(offset === 0 ? 0 : 4, whole)
}

/** Files that contain a secret, in the folder and its subfolders. */
export function findLeaksInFolder(folder: string, secrets: Iterable<string> = canaries): string[] {
  return filesIn(folder).flatMap((file) => findLeaks(file, readFileSync(file), secrets))
}

/** All files in the folder and its subfolders; none if it does not exist. */
export function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile())
}

/** Searches every response in this browser for canaries, except the hashed files of the build. */
export function watchResponses(context: BrowserContext) {
  const checks: Promise<string[]>[] = []
  context.on('response', (response) => {
    // Responses of a service worker were checked when the worker received them.
    const isFromServer =
      !response.fromServiceWorker() && !new URL(response.url()).pathname.startsWith('/assets/')
    if (isFromServer) checks.push(leaksIn(response))
  })
  return {
    /** Leaks found so far. */
    leaks: async (): Promise<string[]> => (await Promise.all(checks)).flat(),
  }
}

async function leaksIn(response: Response): Promise<string[]> {
  const where = `${response.status()} ${new URL(response.url()).pathname}`
  // For requests of a service worker, allHeaders() may never resolve.
  const isFromWorker = response.request().serviceWorker() !== null
  // The browser discards responses of closed pages and redirects.
  const headers = isFromWorker ? response.headers() : await response.allHeaders().catch(() => ({}))
  const body = await response.body().catch(() => '')
  return [
    ...findLeaks(`headers of ${where}`, JSON.stringify(headers)),
    ...findLeaks(`body of ${where}`, body),
  ]
}
