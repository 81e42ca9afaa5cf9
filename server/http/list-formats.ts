import type { Image } from '#contract/images.ts'

const COLUMNS = [
  'regionId',
  'imageId',
  'imageName',
  'imageType',
  'platform',
  'description',
  'state',
  'firstSeenAt',
  'lastSeenAt',
] as const satisfies (keyof Image)[]

/** One image a line, as JSON. */
export function formatNdjson(images: readonly Image[]): string {
  return images.map((image) => `${JSON.stringify(image)}\n`).join('')
}

/** RFC 4180, with a header line. */
export function formatCsv(images: readonly Image[]): string {
  const rows = images.map((image) => COLUMNS.map((column) => formatCell(image[column])).join(','))
  return [COLUMNS.join(','), ...rows, ''].join('\r\n')
}

/**
 * A cell that a spreadsheet does not take for a formula: an apostrophe goes before what could start one
 * (OWASP, CSV Injection), full-width signs too.
 */
function formatCell(text: string): string {
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
