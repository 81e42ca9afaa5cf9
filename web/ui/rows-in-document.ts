type Range = { start: number; end: number }

/** The ranges of rows to have in the document: those of the view, and one more row that is kept although it lies elsewhere. */
export function rowsInDocument(view: Range, kept: number, count: number): Range[] {
  const start = Math.max(0, Math.min(view.start, count))
  const end = Math.max(start, Math.min(view.end, count))
  const near = { start, end }
  if (kept < 0 || kept >= count || (kept >= start && kept < end)) return [near]
  const far = { start: kept, end: kept + 1 }
  return kept < start ? [far, near] : [near, far]
}
