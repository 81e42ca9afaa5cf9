type Range = { start: number; end: number }

/**
 * The ranges of rows to have in the document: those of the view, and the row that is kept although it lies elsewhere, with the
 * one before and the one behind it, so that there is always a next row to go to.
 */
export function rowsInDocument(view: Range, kept: number, count: number): Range[] {
  const start = Math.max(0, Math.min(view.start, count))
  const end = Math.max(start, Math.min(view.end, count))
  const near = { start, end }
  if (kept < 0 || kept >= count) return [near]
  const far = { start: Math.max(0, kept - 1), end: Math.min(count, kept + 2) }
  if (far.end < start) return [far, near]
  if (far.start > end) return [near, far]
  return [{ start: Math.min(start, far.start), end: Math.max(end, far.end) }]
}
