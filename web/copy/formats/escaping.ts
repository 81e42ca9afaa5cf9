/**
 * Characters that break a line, hide or reorder text, or are not text at all: controls, bidirectional and
 * zero-width format characters, line and paragraph separators, private, unassigned, lone surrogates.
 */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu

/** Most characters of one field in a comment; an image name may be very long. */
const MOST_COMMENT_CHARACTERS = 120

/** The text on one line, with each unseen character spelled out: a right-to-left override becomes `<U+202E>`. */
export function visibleText(text: string): string {
  return text.replaceAll(UNSEEN, (character) => `<U+${hexOf(character, 4).toUpperCase()}>`)
}

/** The beginning of a text that may be too long for a comment. */
export function shortened(text: string): string {
  if (text.length <= MOST_COMMENT_CHARACTERS) return text
  // The cut may have left half of a character.
  return `${text.slice(0, MOST_COMMENT_CHARACTERS).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** Line comments by language family, out of any text. */
export const COMMENT = {
  hash: (text: string) => `# ${commentText(text)}`,
  slashes: (text: string) => `// ${commentText(text)}`,
  /** Quoted as well: an interactive zsh takes no comments, and would run what follows a `;` or stands in backticks. */
  shell: (text: string) => `# '${commentText(text).replaceAll("'", '’')}'`,
} as const

/**
 * Text that stays on its line, and holds no backslash: Java reads `\u000a` as a line break even in a comment (JLS 3.3), and
 * a backslash at the end of a line joins the next one in C and in shells.
 */
function commentText(text: string): string {
  return visibleText(text).replaceAll('\\', '<U+005C>')
}

/**
 * A string literal of JSON, and with it of TypeScript, Python, Go and Java for the characters that IDs are made of. Lone
 * surrogates become U+FFFD; every other text is kept, with its unseen characters escaped.
 */
export function quoteJson(text: string): string {
  return escapeUnseen(JSON.stringify(text.toWellFormed()))
}

/** Indented JSON whose unseen characters are escaped. */
export function printJson(value: unknown): string {
  return JSON.stringify(value, wellFormed, 2).split('\n').map(escapeUnseen).join('\n')
}

/** A double-quoted scalar of YAML 1.2. */
export function quoteYaml(text: string): string {
  return `"${backslashed(text.toWellFormed()).replaceAll(UNSEEN, codePointEscape)}"`
}

/** A quoted template of HCL that holds no template: `${` and `%{` are kept as text. */
export function quoteHcl(text: string): string {
  const plain = backslashed(text.toWellFormed()).replaceAll(UNSEEN, codePointEscape)
  return `"${plain.replaceAll('${', String.raw`\u0024{`).replaceAll('%{', String.raw`\u0025{`)}"`
}

/** One word of a POSIX shell, and of PowerShell where the text has no apostrophe. */
export function quoteShell(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}

function backslashed(text: string): string {
  return text.replaceAll(/["\\]/g, String.raw`\$&`)
}

function escapeUnseen(text: string): string {
  return text.replaceAll(UNSEEN, (character) =>
    // Two escapes for a character outside the basic plane, as JSON has no longer form.
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
