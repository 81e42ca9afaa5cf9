type Tell = { (entry: object, text?: string): void; (text: string): void }

/** Where things are told that are not for the caller: JSON lines, redacted. */
export type Log = { info: Tell; warn: Tell; error: Tell }

/** A log that can be told of secrets that were not known when it began. */
export type ConcealingLog = Log & { conceal(secrets: readonly string[]): void }

/** Secrets of so many renewals are concealed: an error may still speak of the ones before. */
const MOST_RENEWALS = 4
const MOST_TEXT = 1000
const MOST_LINE = 4000
const MOST_FIELDS = 20
const SHORTEST_SECRET = 8

/** Whatever looks like a part of a signed request, or like a key ID: only its last four characters are kept. */
const PATTERNS: [RegExp, string][] = [
  [
    /\b(Signature|Credential|SecurityToken|AccessKeySecret|x-acs-security-token)(=|%3D|\\?":\s*\\?")[^\s&,;"\\]+/gi,
    '$1$2[redacted]',
  ],
  [/\b(?:LTAI|STS\.)[\w.-]{6,}(?=[\w-]{4}\b)/g, '[redacted]…'],
]

/** Characters that a terminal would act on or that reorder text; JSON itself escapes those below U+0020. */
const UNSAFE = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g

/**
 * Writes one line of JSON per entry, at most 4,000 characters long.
 * `secrets` are removed wherever they stand: plain, as JSON, percent-encoded or in base64.
 */
export function createLog(write: (line: string) => void, secrets: readonly string[]): ConcealingLog {
  const known = spellingsOf(secrets)
  const renewals: string[][] = []
  let spellings = known
  let cut = cutterOf(known)

  function teller(level: keyof Log): Tell {
    return (first: object | string, text?: string) => {
      const time = isoTime(Date.now())
      const entry =
        typeof first === 'string'
          ? { msg: cut(first) }
          : { ...shorten(first, 4, cut), msg: text && cut(text) }
      const line = `${JSON.stringify({ level, time, ...entry })}\n`
      write(bounded(printable(redact(line, spellings))))
    }
  }

  return {
    info: teller('info'),
    warn: teller('warn'),
    error: teller('error'),
    conceal: (secrets) => {
      renewals.push(spellingsOf(secrets))
      renewals.splice(0, renewals.length - MOST_RENEWALS)
      spellings = [known, ...renewals].flat()
      cut = cutterOf(spellings)
    },
  }
}

/** The last time that was written: under load many lines have the same. */
let last = { ms: Number.NaN, text: '' }

function isoTime(ms: number): string {
  if (ms !== last.ms) last = { ms, text: new Date(ms).toISOString() }
  return last.text
}

/** Shortens a text. */
type Cut = (text: string) => string

/** Most entries are written as they are. */
function isShort(entry: object): boolean {
  const values: unknown[] = Object.values(entry)
  return (
    values.length <= MOST_FIELDS &&
    values.every((value) =>
      typeof value === 'string'
        ? value.length <= MOST_TEXT
        : typeof value === 'number' || value === undefined,
    )
  )
}

function shorten(entry: object, depth: number, cut: Cut): object {
  if (isShort(entry)) return entry
  return Object.fromEntries(
    Object.entries(entry)
      .slice(0, MOST_FIELDS)
      .map(([name, value]) => [name, shortenValue(value, depth - 1, cut)]),
  )
}

function shortenValue(value: unknown, depth: number, cut: Cut): unknown {
  if (typeof value === 'string') return cut(value)
  if (value instanceof Error) return describeError(value, depth, cut)
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth <= 0) return '[deeper]'
  if (Array.isArray(value))
    return value.slice(0, MOST_FIELDS).map((item) => shortenValue(item, depth - 1, cut))
  return shorten(value, depth, cut)
}

function describeError(error: Error, depth: number, cut: Cut): Record<string, unknown> {
  const cause =
    error.cause === undefined || depth <= 0 ? {} : { cause: shortenValue(error.cause, depth - 1, cut) }
  return { name: error.name, message: cut(error.message), stack: cut(error.stack ?? ''), ...cause }
}

/** What is cut off could be the end of a secret, whose beginning nobody would know again: it is redacted before. */
function cutterOf(spellings: readonly string[]): Cut {
  return (text) => {
    if (text.length <= MOST_TEXT) return text
    const longest = Math.max(0, ...spellings.map(({ length }) => length))
    const near = text.slice(0, 2 * MOST_TEXT + longest)
    const clean = redact(near, spellings)
    // The very end may be half a secret again.
    const end = near.length < text.length ? Math.max(0, clean.length - longest) : clean.length
    return `${clean.slice(0, Math.min(end, MOST_TEXT))}…`
  }
}

function bounded(line: string): string {
  if (line.length <= MOST_LINE) return line
  return `${JSON.stringify({ level: 'warn', time: new Date().toISOString(), msg: 'An entry was too long to log', start: line.slice(0, MOST_TEXT) })}\n`
}

function spellingsOf(secrets: readonly string[]): string[] {
  return secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .flatMap((secret) => {
      const bytes = Buffer.from(secret)
      const base64 = bytes.toString('base64')
      const plain = [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]
      return [...plain, base64, base64.replace(/=+$/, ''), bytes.toString('base64url')]
    })
}

function redact(line: string, spellings: readonly string[]): string {
  let text = line
  for (const spelling of spellings) text = text.replaceAll(spelling, '[redacted]')
  for (const [pattern, replacement] of PATTERNS) text = text.replaceAll(pattern, replacement)
  return text
}

function printable(line: string): string {
  return line.replaceAll(UNSAFE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
