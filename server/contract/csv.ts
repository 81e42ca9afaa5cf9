/** CSV (RFC 4180) with a header line. */
export function formatCsv(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return formatCsvLines([header, ...rows])
}

/** Lines of CSV without a header, each ended by CR LF. */
export function formatCsvLines(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${cells.map(formatCell).join(',')}\r\n`).join('')
}

/**
 * Keeps spreadsheets from reading a cell as a formula: an apostrophe goes before any character that could start one
 * (OWASP, CSV Injection), including the full-width signs that Chinese and Japanese spreadsheets accept.
 */
function formatCell(text: string): string {
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
