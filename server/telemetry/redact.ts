/** Anything that looks like part of a signed request or like a key ID; the last four characters of a key ID remain. */
const PATTERNS: [RegExp, string][] = [
  [
    /\b(Signature|Credential|SecurityToken|AccessKeySecret|x-acs-security-token)(=|%3D|\\?":\s*\\?")[^\s&,;"\\]+/gi,
    '$1$2[redacted]',
  ],
  [/\b(?:LTAI|STS\.)[\w.-]{6,}(?=[\w-]{4}\b)/g, '[redacted]…'],
]

const MIN_SECRET_LENGTH = 8
/** How many renewals previous keys stay redacted for: errors may still quote them. */
const RENEWALS = 4

/** Removes known secrets, and whatever looks like one. */
export type Redactor = {
  redact: (text: string) => string
  /** At most `limit` characters, and an ellipsis if text was cut off. Never leaves the beginning of a secret. */
  truncate: (text: string, limit: number) => string
  /** Adds secrets that became known later. */
  conceal: (secrets: readonly string[]) => void
}

/** @param secrets are removed in every spelling: plain, as JSON, percent-encoded or in base64 */
export function createRedactor(secrets: readonly string[]): Redactor {
  const known = spellingsOf(secrets)
  const renewals: string[][] = []
  let spellings = known

  function redact(text: string): string {
    let redacted = text
    for (const spelling of spellings) redacted = redacted.replaceAll(spelling, '[redacted]')
    for (const [pattern, replacement] of PATTERNS) redacted = redacted.replaceAll(pattern, replacement)
    return redacted
  }

  return {
    redact,
    truncate: (text, limit) => {
      if (text.length <= limit) return text
      // A secret that straddles the cut would not be recognized afterwards, so it is redacted before.
      const longest = Math.max(0, ...spellings.map(({ length }) => length))
      const start = text.slice(0, 2 * limit + longest)
      const clean = redact(start)
      // The end of `start` may itself be half a secret.
      const end = start.length < text.length ? Math.max(0, clean.length - longest) : clean.length
      return `${clean.slice(0, Math.min(end, limit))}…`
    },
    conceal: (more) => {
      renewals.push(spellingsOf(more))
      renewals.splice(0, renewals.length - RENEWALS)
      spellings = [known, ...renewals].flat()
    },
  }
}

function spellingsOf(secrets: readonly string[]): string[] {
  return secrets
    .filter((secret) => secret.length >= MIN_SECRET_LENGTH)
    .flatMap((secret) => {
      const bytes = Buffer.from(secret)
      const base64 = bytes.toString('base64')
      const plain = [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]
      return [...plain, base64, base64.replace(/=+$/, ''), bytes.toString('base64url')]
    })
}
