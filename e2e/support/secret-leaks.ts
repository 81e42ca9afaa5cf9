import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

import type { BrowserContext, Response } from '@playwright/test'

/** Variables whose value is secret, and variables that name a file which is. */
const VALUES = [
  'ALIBABA_CLOUD_ACCESS_KEY_ID',
  'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
  'ALIBABA_CLOUD_SECURITY_TOKEN',
]
const FILES = ['TLS_KEY', 'TOKEN_FILE', 'PROXY_SECRET_FILE', 'OIDC_CLIENT_SECRET_FILE']

/** Every secret that a process of this run was given: none of them may be seen anywhere. */
const canaries = new Set<string>()

/** Takes the secrets of an environment for canaries, and gives them. */
export function canariesOf(env: Readonly<Record<string, string>>): string[] {
  const values = VALUES.map((name) => env[name] ?? '')
  const texts = FILES.flatMap((name) => (env[name] === undefined ? [] : [readFileSync(env[name], 'utf8')]))
  const found = [...values, ...texts.map(wordOf)].filter((secret) => secret !== '')
  for (const secret of found) canaries.add(secret)
  return found
}

/** The secret of a file; of a key in PEM its first line, which is as secret as all of it. */
function wordOf(text: string): string {
  const lines = text.trim().split('\n')
  return (lines[0]?.startsWith('-----') ? lines[1] : lines[0]) ?? ''
}

/**
 * Each place where one of the secrets can be seen: as it is, a half of it, backwards, as JSON, percent-encoded, in hex or in base64.
 * @returns `where`, how often it was seen; never what was seen
 */
export function sightings(
  where: string,
  bytes: Buffer | string,
  secrets: Iterable<string> = canaries,
): string[] {
  const text = Buffer.isBuffer(bytes) ? bytes.toString('latin1') : bytes
  return [...secrets]
    .filter((secret) => spellingsOf(secret).some((spelling) => text.includes(spelling)))
    .map(() => where)
}

function spellingsOf(secret: string): string[] {
  const middle = Math.ceil(secret.length / 2)
  const halves = [secret.slice(0, middle), secret.slice(middle)]
  return [secret, ...halves].flatMap((part) => [
    part,
    Array.from(part).toReversed().join(''),
    JSON.stringify(part).slice(1, -1),
    encodeURIComponent(part),
    Buffer.from(part).toString('hex'),
    ...[0, 1, 2].map((before) => inBase64(part, before)),
  ])
}

/** The characters that stand for it in base64 whatever comes after it and `before` bytes before it. */
function inBase64(text: string, before: number): string {
  const bits = Buffer.concat([Buffer.alloc(before), Buffer.from(text)])
  const whole = Math.floor(bits.length / 3) * 4
  return bits.toString('base64').slice(before === 0 ? 0 : 4, whole)
}

/** Each file of a folder, and of the folders in it, in which one of the secrets can be seen. */
export function sightingsInFolder(folder: string, secrets: Iterable<string> = canaries): string[] {
  return filesIn(folder).flatMap((file) => sightings(file, readFileSync(file), secrets))
}

/** All files of a folder and of the folders in it; none where it does not exist. */
export function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile())
}

/** Looks for all canaries in every answer that pages of this browser get, the hashed files of the build apart. */
export function watchAnswers(context: BrowserContext) {
  const looks: Promise<string[]>[] = []
  context.on('response', (response) => {
    // What a service worker gives was an answer to the worker before.
    const isNew = !response.fromServiceWorker() && !new URL(response.url()).pathname.startsWith('/assets/')
    if (isNew) looks.push(lookAt(response))
  })
  return {
    /** Where one was seen so far. */
    seen: async (): Promise<string[]> => (await Promise.all(looks)).flat(),
  }
}

async function lookAt(response: Response): Promise<string[]> {
  const where = `${response.status()} ${new URL(response.url()).pathname}`
  // Of what a service worker asks for the browser may never tell all headers.
  const isOfWorker = response.request().serviceWorker() !== null
  // Of a page that has gone meanwhile, and of what leads elsewhere, the browser keeps nothing.
  const headers = isOfWorker ? response.headers() : await response.allHeaders().catch(() => ({}))
  const body = await response.body().catch(() => '')
  return [...sightings(`head of ${where}`, JSON.stringify(headers)), ...sightings(`body of ${where}`, body)]
}
