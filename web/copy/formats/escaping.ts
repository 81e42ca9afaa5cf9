/**
 * Characters that break lines, or hide or reorder text: controls, bidirectional and zero-width format characters, line and
 * paragraph separators, private use, unassigned, lone surrogates.
 */
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]/gu

/** Limit per field in a comment; image names may be very long. */
const MAX_COMMENT_CHARACTERS = 120

/** The text on one line with invisible characters escaped, such as `<U+202E>`. */
export function visibleText(text: string): string {
  return text.replaceAll(INVISIBLE, (character) => `<U+${hexOf(character, 4).toUpperCase()}>`)
}

export function truncate(text: string): string {
  if (text.length <= MAX_COMMENT_CHARACTERS) return text
  // Drops half a surrogate pair at the cut.
  return `${text.slice(0, MAX_COMMENT_CHARACTERS).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** Line comments by language family. */
export const COMMENT = {
  hash: (text: string) => `# ${commentText(text)}`,
  slashes: (text: string) => `// ${commentText(text)}`,
  /** Quoted, because an interactive zsh does not support comments and would run text after `;` or in backticks. */
  shell: (text: string) => `# '${commentText(text).replaceAll("'", '’')}'`,
} as const

/**
 * Text on one line without backslashes: Java reads `\u000a` as a line break even in a comment (JLS 3.3), and a backslash at
 * the end of a line continues it in C and shells.
 */
function commentText(text: string): string {
  return visibleText(text).replaceAll('\\', '<U+005C>')
}

/**
 * A JSON string, which is also valid in TypeScript, Python, Go and Java for the characters of IDs. Lone surrogates become
 * U+FFFD; invisible characters are escaped.
 */
export function quoteJson(text: string): string {
  return escapeInvisible(JSON.stringify(text.toWellFormed()))
}

/** Indented JSON with invisible characters escaped. */
export function printJson(value: unknown): string {
  return JSON.stringify(value, wellFormed, 2).split('\n').map(escapeInvisible).join('\n')
}

/** A double-quoted YAML 1.2 scalar. */
export function quoteYaml(text: string): string {
  return `"${backslashed(text.toWellFormed()).replaceAll(INVISIBLE, codePointEscape)}"`
}

/** A quoted HCL string; `${` and `%{` are escaped. */
export function quoteHcl(text: string): string {
  const plain = backslashed(text.toWellFormed()).replaceAll(INVISIBLE, codePointEscape)
  return `"${plain.replaceAll('${', String.raw`\u0024{`).replaceAll('%{', String.raw`\u0025{`)}"`
}

/** One word in a POSIX shell, and in PowerShell if the text has no apostrophe. */
export function quoteShell(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}

function backslashed(text: string): string {
  return text.replaceAll(/["\\]/g, String.raw`\$&`)
}

function escapeInvisible(text: string): string {
  return text.replaceAll(INVISIBLE, (character) =>
    // Two escapes for a character outside the BMP: JSON has no longer form.
    Array.from(
      { length: character.length },
      (_, index) => String.raw`\u${hex(character.charCodeAt(index), 4)}`,
    ).join(''),
  )
}

function codePointEscape(character: string): string {
  return character.length > 1 ? String.raw`\U${hexOf(character, 8)}` : String.raw`\u${hexOf(character, 4)}`
}

function wellFormed(_: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value
}

function hexOf(character: string, digits: number): string {
  return hex(character.codePointAt(0) ?? 0, digits)
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0')
}
