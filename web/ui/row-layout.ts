export type RowRange = { start: number; end: number }

/** The heights of measured rows, and the height assumed for all others. */
export type RowHeights = { measured: ReadonlyMap<number, number>; usualPx: number }

/** The start of each row in pixels, followed by the end of the last one. */
export function rowOffsets({ measured, usualPx }: RowHeights, count: number): Float64Array {
  // Runs on each keystroke in the search box, so it visits only measured rows in the map.
  const offsets = new Float64Array(count + 1).fill(usualPx, 1)
  for (const [row, height] of measured) if (row < count) offsets[row + 1] = height
  let end = 0
  for (let row = 1; row <= count; row += 1) {
    end += offsets[row] ?? 0
    offsets[row] = end
  }
  return offsets
}

/** Adds measured heights. Only the first measurement sets `usualPx`; otherwise distant rows would move. */
export function withHeights(known: RowHeights, seen: ReadonlyMap<number, number>): RowHeights {
  const isNew = [...seen].some(([row, height]) => known.measured.get(row) !== height)
  if (!isNew) return known
  const usualPx = known.measured.size > 0 ? known.usualPx : mean([...seen.values()])
  return { measured: new Map([...known.measured, ...seen]), usualPx }
}

/** The row at an offset in pixels, clamped to the first and last row. */
export function rowAt(offsets: Readonly<ArrayLike<number>>, y: number): number {
  let low = 0
  let high = Math.max(0, offsets.length - 2)
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((offsets[middle] ?? 0) <= y) low = middle
    else high = middle - 1
  }
  return low
}

/**
 * The rows to mount: those near the viewport, and the focused row with its neighbors, which the keyboard moves to.
 * @param focusedRow -1 for none
 */
export function mountedRanges(viewport: RowRange, focusedRow: number, count: number): RowRange[] {
  const start = Math.max(0, Math.min(viewport.start, count))
  const end = Math.max(start, Math.min(viewport.end, count))
  const near = { start, end }
  if (focusedRow < 0 || focusedRow >= count) return [near]
  const far = { start: Math.max(0, focusedRow - 1), end: Math.min(count, focusedRow + 2) }
  if (far.end < start) return [far, near]
  if (far.start > end) return [near, far]
  return [{ start: Math.min(start, far.start), end: Math.max(end, far.end) }]
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length
}
