/** CSV of RFC 4180 with a header line, each line ended by CR LF. */
export function formatCsv(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return formatCsvLines([header, ...rows])
}

/** Lines of such a CSV, for one that is written piece by piece. */
export function formatCsvLines(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${cells.map(formatCell).join(',')}\r\n`).join('')
}

/**
 * A cell that a spreadsheet does not take for a formula: an apostrophe goes before what could start one (OWASP, CSV Injection);
 * full-width signs count where the language of the spreadsheet is Chinese or Japanese.
 */
function formatCell(text: string): string {
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
