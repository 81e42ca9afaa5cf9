import type { SnippetLanguage } from './formats/formats.ts'

export type TokenKind = 'plain' | 'comment' | 'string' | 'keyword' | 'number'

/** A part of a snippet. */
export type Token = { kind: TokenKind; text: string }

/** Strings end with their line if the closing quote is missing, which keeps matching linear. */
const DOUBLE_QUOTED = String.raw`"(?:[^"\\\n]|\\.)*"?`
const SINGLE_QUOTED = String.raw`'(?:[^'\\\n]|\\.)*'?`
/** In a shell, a backslash is literal in single quotes. */
const SHELL_QUOTED = String.raw`'[^'\n]*'?`
const BACKTICKED = '`[^`\\n]*`?'
const HASH_COMMENT = String.raw`(?<=^|\s)#[^\n]*`
const SLASH_COMMENT = String.raw`\/\/[^\n]*`

type Grammar = { comment?: string; string: string; keywords: string }

const GRAMMARS: Partial<Record<SnippetLanguage, Grammar>> = {
  json: { string: DOUBLE_QUOTED, keywords: 'true|false|null' },
  yaml: { comment: HASH_COMMENT, string: DOUBLE_QUOTED, keywords: 'true|false|null' },
  hcl: {
    comment: HASH_COMMENT,
    string: DOUBLE_QUOTED,
    keywords: 'resource|data|provider|locals|lifecycle|true|false|null',
  },
  shell: { comment: HASH_COMMENT, string: `${SHELL_QUOTED}|${DOUBLE_QUOTED}`, keywords: 'aliyun|curl' },
  typescript: {
    comment: SLASH_COMMENT,
    string: `${DOUBLE_QUOTED}|${SINGLE_QUOTED}|${BACKTICKED}`,
    keywords: 'import|from|async|await|function|const|new|return|string',
  },
  python: {
    comment: HASH_COMMENT,
    string: `f?${DOUBLE_QUOTED}|${SINGLE_QUOTED}`,
    keywords: 'import|from|as|def|return',
  },
  go: {
    comment: SLASH_COMMENT,
    string: `${DOUBLE_QUOTED}|${BACKTICKED}`,
    keywords: 'package|import|func|if|return|nil|string',
  },
  java: {
    comment: SLASH_COMMENT,
    string: DOUBLE_QUOTED,
    keywords: 'import|public|class|static|void|throws|new|return',
  },
}

const KINDS = ['comment', 'string', 'keyword', 'number'] as const

const PATTERNS = new Map(
  Object.entries(GRAMMARS).map(([language, { comment, string, keywords }]) => {
    const parts = [
      `(?<string>${string})`,
      String.raw`\b(?<keyword>${keywords})\b`,
      String.raw`\b(?<number>\d+)\b`,
    ]
    if (comment !== undefined) parts.unshift(`(?<comment>${comment})`)
    return [language, new RegExp(parts.join('|'), 'gm')]
  }),
)

/** Splits a snippet into tokens. Covers the syntax that our formats use; the tokens always concatenate to `text`. */
export function highlightSyntax(text: string, language: SnippetLanguage): Token[] {
  const pattern = PATTERNS.get(language)
  if (pattern === undefined) return text === '' ? [] : [{ kind: 'plain', text }]
  const tokens: Token[] = []
  let end = 0
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) tokens.push({ kind: 'plain', text: text.slice(end, match.index) })
    const kind = KINDS.find((kind) => match.groups?.[kind] !== undefined) ?? 'plain'
    tokens.push({ kind, text: match[0] })
    end = match.index + match[0].length
  }
  if (end < text.length) tokens.push({ kind: 'plain', text: text.slice(end) })
  return tokens
}
